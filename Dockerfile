# The program alone: PostgreSQL, Redis and Meilisearch come from their official images (compose.yaml). Pin the base image by digest
# before you rely on it.
FROM node:24-bookworm-slim AS build
WORKDIR /app
COPY package.json package-lock.json .npmrc ./
COPY dev-engine/package.json dev-engine/
RUN npm ci --ignore-scripts
COPY . .
RUN node build.mjs

FROM node:24-bookworm-slim AS packages
WORKDIR /app
COPY package.json package-lock.json .npmrc ./
COPY dev-engine/package.json dev-engine/
RUN npm ci --omit=dev --ignore-scripts && npm cache clean --force

FROM node:24-bookworm-slim
ENV NODE_ENV=production
WORKDIR /app
# package-lock.json marks the project's folder (src/kit/root.ts).
COPY --from=packages /app/package.json /app/package-lock.json ./
COPY --from=packages /app/node_modules node_modules
COPY --from=build /app/dist dist
COPY --from=build /app/prisma/migrations prisma/migrations
COPY --from=build /app/data data
COPY --from=build /app/src/pages/assets src/pages/assets
USER node
EXPOSE 3000
CMD ["node", "dist/main.js", "start"]
