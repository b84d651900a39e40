import { Admin, type AdminOptions } from '@platformatic/kafka';

/** Does something as an administrator of the broker, then closes the connection in any case. */
export const withAdmin = async <T>(options: AdminOptions, work: (admin: Admin) => Promise<T>): Promise<T> => {
  const admin = new Admin(options);
  try {
    return await work(admin);
  } finally {
    await admin.close();
  }
};
