import { getChat, postChat } from './chat.ts';
import { getChatModel, putChatModel } from './chat-model.ts';
import { postChatPreview } from './chat-preview.ts';
import { postBatch } from './batch-tasks.ts';
import { getCounts } from './count-tasks.ts';
import { postTask } from './create-task.ts';
import { deleteBrowserSession, postBrowserSession, putBrowserSession } from './browser-session.ts';
import { deleteTask } from './delete-task.ts';
import { postComplete, postReopen } from './finish-task.ts';
import { postConfirm, postMyConfirmation } from './confirm.ts';
import { getMyExport } from './export.ts';
import { getTask } from './get-task.ts';
import { postInternalComplete } from './internal-complete.ts';
import { postNext } from './internal-next.ts';
import { postInternalSessions } from './internal-sessions.ts';
import { getInternalUser } from './internal-user.ts';
import { jwks } from './jwks.ts';
import { getTasks } from './list-tasks.ts';
import { deleteMe } from './delete-me.ts';
import { login } from './login.ts';
import { postPassword } from './password.ts';
import { getStanding } from './standing.ts';
import { getMcpMetadata, postMcp } from './mcp.ts';
import { getMe, patchMe } from './me.ts';
import { getNames } from './names.ts';
import { deleteMySession, deleteMySessions, getMySessions } from './my-sessions.ts';
import { deleteMyToken, getMyTokens, postMyToken } from './my-tokens.ts';
import { getOccurrences } from './occurrences.ts';
import { patchTask } from './patch-task.ts';
import { getProvider, getProviderCallback, getProviderSignIn } from './provider.ts';
import { register } from './register.ts';
import { postReset, postResetConfirm } from './reset.ts';
import { getUndo, postRedo, postUndo } from './undo.ts';

/** Every route that people's clients use. */
export const routes = [
  register,
  login,
  postPassword,
  postReset,
  postResetConfirm,
  postConfirm,
  postMyConfirmation,
  deleteMe,
  getStanding,
  putBrowserSession,
  postBrowserSession,
  deleteBrowserSession,
  getProvider,
  getProviderSignIn,
  getProviderCallback,
  jwks,
  getMe,
  getNames,
  patchMe,
  getMySessions,
  deleteMySessions,
  deleteMySession,
  getMyTokens,
  postMyToken,
  deleteMyToken,
  getChatModel,
  putChatModel,
  getMyExport,
  getTasks,
  postTask,
  getTask,
  patchTask,
  deleteTask,
  postComplete,
  postReopen,
  postBatch,
  getCounts,
  getOccurrences,
  getUndo,
  postUndo,
  postRedo,
  postChat,
  postChatPreview,
  getChat,
  postMcp,
  getMcpMetadata,
];

/** Every route that only other services use, through the sidecar. */
export const internalRoutes = [getInternalUser, postInternalSessions, postNext, postInternalComplete];
