using Nanobot.Platform.Core.Problems;
using Nanobot.Platform.Data;
using Nanobot.Platform.Tenancy;
using Nanobot.ServiceDefaults.Http;
using Nanobot.Services.Chat.Usage;

namespace Nanobot.Services.Chat.Workspaces.OwnTemplates;

/// <summary>
/// The files that new workspaces of a tenant begin with, before those of the house: rows of the tenant's, under row-level security. They count as storage. Workspaces that are
/// there already never change by them.
/// </summary>
internal sealed class TenantTemplates(TenantDb db, UsageQuotas quotas, TimeProvider time)
{
    private const string Columns = "path, nullif(language, ''), bytes, revision, updated_at";

    // The parted key has the order of its parts: no path has a character below the one between them.
    private const string Key = "path || E'\\t' || language";

    private const string SelectPage = $"""
        select {Key}, {Columns} from workspace_template where tenant_id = $1 and {Key} > $2 order by 1 limit $3
        """;

    private const string SelectOne = "select content, revision, updated_at from workspace_template where tenant_id = $1 and path = $2 and language = $3";

    private const string SelectHead = "select bytes, revision, updated_at from workspace_template where tenant_id = $1 and path = $2 and language = $3";

    private const string SelectOthers = "select count(*), coalesce(sum(bytes), 0) from workspace_template where tenant_id = $1 and not (path = $2 and language = $3)";

    // One row of the tenant's, which whoever writes a template holds: so what is counted holds, and no entity tag stands for two contents.
    private const string NextRevision = "update tenant_usage set template_revision = template_revision + 1 where tenant_id = $1 returning template_revision";

    private const string Upsert = """
        insert into workspace_template (tenant_id, path, language, content, bytes, revision, updated_at) values ($1, $2, $3, $4, $5, $6, $7)
        on conflict (tenant_id, path, language) do update
        set content = excluded.content, bytes = excluded.bytes, revision = excluded.revision, updated_at = excluded.updated_at
        """;

    private const string Remove = "delete from workspace_template where tenant_id = $1 and path = $2 and language = $3";

    /// <summary>A page of them, by path and language.</summary>
    public async Task<Page<TemplateEntry>> ListAsync(TenantContext context, PageRequest page, CancellationToken cancellationToken) => page.ToPage(await db.ListAsync(
        context, new Sql(SelectPage, context.RequiredTenantId, page.After ?? "", page.Limit + 1), [0],
        static row => new TemplateEntry(row.GetString(1), row.IsDBNull(2) ? null : row.GetString(2), row.GetInt32(3), row.GetInt64(4), row.GetFieldValue<DateTimeOffset>(5)), cancellationToken));

    /// <summary>One with its content; null where there is none.</summary>
    public Task<WorkspaceFile?> FindAsync(TenantContext context, TemplateName name, CancellationToken cancellationToken) => db.QuerySingleAsync(context,
        Of(SelectOne, context, name), row => new WorkspaceFile(name.Path.Value, row.GetFieldValue<byte[]>(0), row.GetInt64(1), row.GetFieldValue<DateTimeOffset>(2), FileAuthor.Template), cancellationToken);

    /// <summary>Writes one; or says why not.</summary>
    public Task<(TemplateEntry? Entry, Refusal? Refusal, bool IsNew)> WriteAsync(
        TenantContext context, TemplateName name, byte[] content, WriteCondition condition, CancellationToken cancellationToken) => db.TransactionAsync(context, async transaction =>
        {
            await HoldAsync(transaction, cancellationToken);
            var head = await HeadAsync(transaction, name, cancellationToken);
            if (!condition.Holds(head))
            {
                return Refused(WorkspaceRefusals.Changed);
            }

            var (count, octets) = await transaction.QuerySingleAsync(Of(SelectOthers, context, name), static row => (row.GetInt64(0), row.GetInt64(1)), cancellationToken);
            if (count >= TemplateLimits.Most || octets + content.Length > TemplateLimits.Bytes)
            {
                return Refused(TemplateRefusals.Full);
            }

            var added = content.Length - (head?.Bytes ?? 0);
            if (await quotas.TakeStorageAsync(transaction, added, cancellationToken) is { } refusal)
            {
                return Refused(refusal);
            }

            var now = time.GetUtcNow();
            var revision = await transaction.QuerySingleAsync(new Sql(NextRevision, context.RequiredTenantId), static row => row.GetInt64(0), cancellationToken);
            await transaction.ExecuteAsync(cancellationToken,
                new Sql(Upsert, context.RequiredTenantId, name.Path.Value, name.Language, content, content.Length, revision, now));
            return (new TemplateEntry(name.Path.Value, name.Language is "" ? null : name.Language, content.Length, revision, now), null, head is null);
        }, cancellationToken);

    /// <summary>Deletes one; why not, or null where it is gone.</summary>
    public Task<Refusal?> DeleteAsync(TenantContext context, TemplateName name, WriteCondition condition, CancellationToken cancellationToken) => db.TransactionAsync(context, async transaction =>
    {
        await HoldAsync(transaction, cancellationToken);
        var head = await HeadAsync(transaction, name, cancellationToken);
        var refusal = head is null ? TemplateRefusals.NotFound : condition.Holds(head) ? null : WorkspaceRefusals.Changed;
        if (refusal is null)
        {
            await transaction.ExecuteAsync(cancellationToken, Of(Remove, context, name));
        }

        return refusal;
    }, cancellationToken);

    // The tenant's row before any template, by everybody: until the end nobody else of it adds anything.
    private Task HoldAsync(TenantTransaction transaction, CancellationToken cancellationToken) => quotas.TakeStorageAsync(transaction, 0, cancellationToken);

    private static Task<FileHead?> HeadAsync(TenantTransaction transaction, TemplateName name, CancellationToken cancellationToken) => transaction.QuerySingleAsync(
        Of(SelectHead, transaction.Context, name), static row => new FileHead(row.GetInt32(0), row.GetInt64(1), row.GetFieldValue<DateTimeOffset>(2)), cancellationToken);

    private static Sql Of(string text, TenantContext context, TemplateName name) => new(text, context.RequiredTenantId, name.Path.Value, name.Language);

    private static (TemplateEntry?, Refusal?, bool) Refused(Refusal refusal) => (null, refusal, false);
}
