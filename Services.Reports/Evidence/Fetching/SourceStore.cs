using Nanobot.Platform.Data;
using Nanobot.Platform.Tenancy;
using Nanobot.Services.Reports.Evidence.Sources;
using Npgsql;

namespace Nanobot.Services.Reports.Evidence.Fetching;

/// <summary>
/// Keeps it in the database, by the platform's login: what runs for a tenant can neither read nor write there. Each change of a document names the claim under which it was fetched.
/// </summary>
internal sealed class SourceStore(PlatformDb db) : ISourceStore
{
    // A statement sees the row as it was before its own claim; a claim changes nothing of what is read.
    private const string Claim = """
        with claimed as (
            insert into source_documents as known (source, host, lease_id, lease_until, used_at) values ($1, $2, $3, $5, $4)
            on conflict (source) do update set lease_id = excluded.lease_id, lease_until = excluded.lease_until, used_at = excluded.used_at
            where known.fresh_until <= $4 and known.lease_until <= $4
            returning source
        )
        select exists (select from claimed), known.source, case when content_hash = $6::text then null else body end, content_hash, charset, base_address, is_cut_off, etag, last_modified,
            nullif(fetched_at, '-infinity'), nullif(fresh_until, '-infinity'), nullif(stale_until, '-infinity'), failure_zh, failure_en
        from (select) one left join source_documents known on known.source = $1
        """;

    private const string Keep = """
        update source_documents set body = case when content_hash = $4::text then body else $3::bytea end, bytes = $5, content_hash = $4::text, charset = $6::text, base_address = $7::text,
            is_cut_off = $8, etag = $9::text, last_modified = $10::text, fetched_at = $11, fresh_until = $12, stale_until = $13, failure_zh = $14::text, failure_en = $15::text,
            lease_id = null, lease_until = '-infinity'
        where source = $1 and lease_id = $2
        """;

    private const string Renew = "update source_documents set lease_until = $3 where source = $1 and lease_id = $2";

    private const string Release = "update source_documents set lease_id = null, lease_until = '-infinity' where source = $1 and lease_id = $2";

    // The turns of a host are a row of equal distances; after a pause some may come at once.
    private const string TakeTurn = """
        with taken as (
            insert into source_hosts as host (host, next_at) values ($1, $2 - $4 + $3)
            on conflict (host) do update set next_at = greatest(host.next_at, $2 - $4) + $3
            where host.left_alone_until <= $2 and host.next_at <= $2 + $5
            returning next_at - $3 as at
        )
        select (select at from taken), coalesce((select left_alone_until from source_hosts where host = $1), '-infinity') > $2, (select nullif(left_alone_until, '-infinity') from source_hosts where host = $1)
        """;

    private const string LeaveAlone = """
        insert into source_hosts as known (host, next_at, left_alone_until) values ($1, $2, $2)
        on conflict (host) do update set left_alone_until = greatest(known.left_alone_until, excluded.left_alone_until)
        """;

    private static readonly PlatformScope Scope = new("sources of evidence");

    public async Task<SourceClaim> ClaimAsync(SourceAddress source, Guid lease, DateTimeOffset now, DateTimeOffset until, KeptSource? known, CancellationToken cancellationToken) =>
        (await db.QueryAsync(Scope, new Sql(Claim, source.Key, source.Host, lease, now, until, known?.Hash) { IsBookkeeping = true }, row => Read(row, known), cancellationToken))[0];

    public Task KeepAsync(SourceAddress source, Guid lease, KeptSource kept, CancellationToken cancellationToken) =>
        db.ExecuteAsync(Scope, new Sql(Keep, source.Key, lease, kept.Document?.Bytes, kept.Hash, kept.Document?.Bytes.Length ?? 0, kept.Document?.Charset, kept.Document?.Address.GetLeftPart(UriPartial.Path),
            kept.Document?.IsCutOff ?? false, kept.Validators.ETag, kept.Validators.LastModified, kept.FetchedAt, kept.FreshUntil, kept.StaleUntil, kept.Failure?.Zh, kept.Failure?.En)
            { IsBookkeeping = true }, cancellationToken);

    public async Task<bool> RenewAsync(SourceAddress source, Guid lease, DateTimeOffset until, CancellationToken cancellationToken) =>
        await db.ExecuteAsync(Scope, new Sql(Renew, source.Key, lease, until) { IsBookkeeping = true }, cancellationToken) > 0;

    public Task ReleaseAsync(SourceAddress source, Guid lease, CancellationToken cancellationToken) =>
        db.ExecuteAsync(Scope, new Sql(Release, source.Key, lease) { IsBookkeeping = true }, cancellationToken);

    public async Task<HostTurn> TakeTurnAsync(string host, DateTimeOffset now, TimeSpan distance, int burst, TimeSpan longestWait, CancellationToken cancellationToken) =>
        (await db.QueryAsync(Scope, new Sql(TakeTurn, host, now, distance, distance * (burst - 1), longestWait) { IsBookkeeping = true },
            static row => new HostTurn(row.IsDBNull(0) ? null : row.GetFieldValue<DateTimeOffset>(0), row.GetBoolean(1) ? row.GetFieldValue<DateTimeOffset>(2) : null), cancellationToken))[0];

    public Task LeaveAloneAsync(string host, DateTimeOffset until, CancellationToken cancellationToken) =>
        db.ExecuteAsync(Scope, new Sql(LeaveAlone, host, until) { IsBookkeeping = true }, cancellationToken);

    private static SourceClaim Read(NpgsqlDataReader row, KeptSource? known)
    {
        var isMine = row.GetBoolean(0);
        if (row.IsDBNull(1) || row.IsDBNull(10))
        {
            return new SourceClaim(null, isMine);
        }

        var hash = Text(3);
        var document = hash is null ? null : new SourceDocument(
            row.IsDBNull(2) ? known!.Document!.Bytes : row.GetFieldValue<byte[]>(2), new Uri(row.GetString(5)), Text(4), row.GetBoolean(6));
        var kept = new KeptSource(document, new SourceValidators(Text(7), Text(8)), At(9), At(10), At(11), Text(12) is { } zh ? new Wording(zh, row.GetString(13)) : null) { Hash = hash };
        return new SourceClaim(kept, isMine);

        string? Text(int column) => row.IsDBNull(column) ? null : row.GetString(column);

        DateTimeOffset At(int column) => row.IsDBNull(column) ? DateTimeOffset.MinValue : row.GetFieldValue<DateTimeOffset>(column);
    }
}
