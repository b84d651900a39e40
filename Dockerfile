# One image for all services: `docker run … todo/app services/chat-api/main.ts`. Build it with: docker build -t todo/app:0.1.0 .
# The base is pinned by version; to pin it by digest, append @sha256:… to both lines.
FROM node:26.10.0-bookworm-slim AS build
WORKDIR /src
COPY package.json package-lock.json ./
RUN npm ci --no-audit --no-fund
COPY . .
RUN node tools/page/main.ts && node tools/k8s/stage.ts /stage

FROM node:26.10.0-bookworm-slim
ENV NODE_ENV=production
WORKDIR /app
COPY --from=build /stage/app ./
USER 1000:1000
ENTRYPOINT ["node"]
