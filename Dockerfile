# docker build -t gongyak .
# docker run --rm -v gongyak:/var/lib/gongyak gongyak demo
# compose.yaml has a whole installation: PostgreSQL, two replicas, a worker.

FROM python:3.11-slim AS build
WORKDIR /src
COPY . .
RUN python -m venv /opt/gongyak \
    && python .ci/requirements.py --constraints > constraints.txt \
    && /opt/gongyak/bin/pip install --no-cache-dir --constraint constraints.txt .

FROM python:3.11-slim
# pg_dump, which the nightly backup of PostgreSQL needs: not older than the server.
RUN apt-get update \
    && apt-get install -y --no-install-recommends postgresql-client \
    && rm -rf /var/lib/apt/lists/*
RUN useradd --system --uid 10001 --create-home --home-dir /var/lib/gongyak gongyak
COPY --from=build /opt/gongyak /opt/gongyak
# The locale need not be generated: gongyak reads its name, and Python writes UTF-8 whatever it is.
ENV PATH=/opt/gongyak/bin:$PATH \
    PYTHONUTF8=1 \
    LANG=ko_KR.UTF-8 \
    GONGYAK_PATHS_VAR=/var/lib/gongyak
USER gongyak
WORKDIR /var/lib/gongyak
VOLUME /var/lib/gongyak
EXPOSE 8000
HEALTHCHECK --interval=1m --timeout=10s --start-period=20s CMD ["gongyak", "doctor", "--quiet"]
ENTRYPOINT ["gongyak"]
CMD ["--help"]
