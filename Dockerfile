# Two stages over one script, scripts/image.sh, which a test runs in an empty folder without Docker.
FROM node:20-bookworm-slim AS build
WORKDIR /app
COPY package.json package-lock.json .npmrc ./
COPY scripts/image.sh scripts/
RUN sh scripts/image.sh install
COPY . .
RUN sh scripts/image.sh build && sh scripts/image.sh trim

FROM node:20-bookworm-slim
ENV NODE_ENV=production HOST=0.0.0.0 PORT=3000 MISTY_DEMO=off MISTY_DATA_DIR=/data
WORKDIR /app
# Without DATABASE_URL the embedded database lives in /data; with it only mails, archives and files on their way into an import do.
RUN mkdir -p /data/uploads && chown -R node:node /data
VOLUME /data
COPY --from=build --chown=root:root /app ./
USER node
EXPOSE 3000
HEALTHCHECK --interval=10s --timeout=3s --start-period=120s CMD ["sh", "scripts/image.sh", "healthy"]
# No shell in between: SIGTERM reaches the app, which stops within 10 seconds.
STOPSIGNAL SIGTERM
CMD ["node", "--import", "tsx", "server/index.ts"]
