# One image for all services: `docker run … todo/app dist/services/chat-api/main.js`. Built where Docker is: docker build -t todo/app:0.1.0 .
# The base is pinned by version; a registry that pins by digest too appends @sha256:… to both lines (no registry could be asked for it here).
FROM node:20.20.2-bookworm-slim AS build
WORKDIR /src
COPY package.json package-lock.json ./
RUN npm ci --no-audit --no-fund
COPY . .
RUN node tools/build.mjs && node tools/k8s/stage.mjs /stage

FROM node:20.20.2-bookworm-slim
ENV NODE_ENV=production
WORKDIR /app
COPY --from=build /stage/app ./
USER 1000:1000
ENTRYPOINT ["node", "--enable-source-maps"]
