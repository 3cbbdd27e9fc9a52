FROM node:24.21.0-trixie-slim AS packages
WORKDIR /vinculo
COPY package.json package-lock.json ./
RUN npm ci --omit=dev --ignore-scripts --no-audit --no-fund

FROM node:24.21.0-trixie-slim
WORKDIR /vinculo
ENV NODE_ENV=production
COPY --from=packages /vinculo/node_modules node_modules
COPY . .
# For the simulator, whose volume takes over the owner.
RUN install --directory --owner node /state
USER node
CMD ["node", "api/main.ts"]
