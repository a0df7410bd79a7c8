# Two images of one product: the last stage keeps its data in SQLite; --target postgres can also back up PostgreSQL.
FROM python:3.11-slim AS packages
COPY requirements.txt requirements-postgres.txt /
RUN python -m venv /venv \
    && /venv/bin/pip install --no-cache-dir --disable-pip-version-check -r /requirements.txt -r /requirements-postgres.txt

FROM python:3.11-slim AS product
ENV PATH=/venv/bin:$PATH PYTHONUNBUFFERED=1 PYTHONDONTWRITEBYTECODE=1 \
    DATA_DIR=/data BACKUP_DIR=/backups HEALTH_PORT=8081
COPY --from=packages /venv /venv
WORKDIR /app
COPY bot bot
COPY db db
COPY domain domain
COPY handlers handlers
COPY scheduler scheduler
COPY services services
COPY views views
# Compiled now, since nothing is written here later.
RUN python -m compileall -q -j 0 /app /venv \
    && useradd --uid 10001 --user-group --no-create-home --shell /usr/sbin/nologin kontrol \
    && install -d -m 700 -o kontrol -g kontrol /data /backups
USER 10001:10001
VOLUME ["/data", "/backups"]
STOPSIGNAL SIGTERM
HEALTHCHECK --interval=30s --timeout=10s --start-period=120s --retries=4 CMD ["python", "-m", "bot", "health"]
ENTRYPOINT ["python", "-m", "bot"]
CMD ["run"]

FROM product AS postgres
USER root
RUN apt-get update \
    && apt-get install --yes --no-install-recommends postgresql-client \
    && rm -rf /var/lib/apt/lists/*
USER 10001:10001

FROM product AS sqlite
