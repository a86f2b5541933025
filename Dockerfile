# syntax=docker/dockerfile:1
# docker build -t docextract .        (docker buildx build --platform linux/amd64,linux/arm64 for both)

# PDFium (WebAssembly) and the OCR models: the same files for every platform.
FROM --platform=$BUILDPLATFORM node:22-bookworm-slim AS native
WORKDIR /src
COPY package.json package-lock.json .npmrc ./
RUN npm ci --omit=dev --ignore-scripts

FROM --platform=$BUILDPLATFORM mcr.microsoft.com/dotnet/sdk:10.0-noble AS build
ARG TARGETARCH
WORKDIR /src
COPY global.json Directory.Build.props Directory.Packages.props .editorconfig BannedSymbols.txt ./
COPY build build
COPY migrations migrations
COPY schemas schemas
COPY src src
COPY --from=native /src/node_modules node_modules
# The RID leaves the other platforms' native libraries out; ReadyToRun saves start-up time.
RUN case "$TARGETARCH" in arm64) rid=linux-arm64 ;; *) rid=linux-x64 ;; esac \
 && dotnet publish src/DocExtract.Worker -c Release -r "$rid" --self-contained false \
    -p:PublishReadyToRun=true -p:PublishDocumentationFiles=false -p:SatelliteResourceLanguages=en -p:FetchNativeParts=false -o /app
# Licence texts of the native libraries that the packages contain.
RUN mkdir /app/licences && cd /root/.nuget/packages \
 && cp magick.net-q8-anycpu/*/Notice.txt /app/licences/ImageMagick.txt \
 && cp netvips.native.linux-x64/*/THIRD-PARTY-NOTICES.md /app/licences/libvips.md \
 && cp microsoft.ml.onnxruntime/*/ThirdPartyNotices.txt /app/licences/OnnxRuntime.txt

# No shell, no package manager. "extra" brings libstdc++ (libvips, ONNX Runtime) and time zones.
FROM mcr.microsoft.com/dotnet/aspnet:10.0-noble-chiseled-extra
ARG VERSION=0.1.0
ARG REVISION=
LABEL org.opencontainers.image.title="DocExtract" \
      org.opencontainers.image.description="Invoices and receipts in, checked rows in Postgres out." \
      org.opencontainers.image.licenses="MIT" \
      org.opencontainers.image.version="$VERSION" \
      org.opencontainers.image.revision="$REVISION"
WORKDIR /app
COPY --from=build /app .
COPY LICENSE THIRD-PARTY-NOTICES.md ./
# The root file system may be read-only: only /tmp is written to.
ENV Extraction__Pages__CacheDirectory=/tmp/docextract \
    DOTNET_EnableDiagnostics=0
# /healthz/live, /healthz/ready and /metrics.
EXPOSE 8080
# Kubernetes asks over HTTP instead. The first start compiles PDFium.
HEALTHCHECK --interval=30s --timeout=15s --start-period=60s CMD ["/app/docextract", "health"]
USER 1654
ENTRYPOINT ["/app/docextract"]
CMD ["worker"]
