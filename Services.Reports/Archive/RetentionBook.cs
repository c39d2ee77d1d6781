using Microsoft.Extensions.Options;
using Nanobot.Contracts.Reports;
using Nanobot.Platform.Data;
using Nanobot.Platform.Tenancy;

namespace Nanobot.Services.Reports.Archive;

/// <summary>How long a tenant's reports are kept.</summary>
internal sealed class RetentionBook(TenantDb db, IOptions<ArchiveOptions> options, TimeProvider time)
{
    /// <summary>Least days that a tenant can choose.</summary>
    public const int LeastDays = 1;

    /// <summary>Most days that a tenant can choose.</summary>
    public const int MostDays = 3_660;

    private const string Find = "select days from report_retention where tenant_id = $1";

    private const string Upsert = """
        insert into report_retention (tenant_id, days, updated_at) values ($1, $2, $3)
        on conflict (tenant_id) do update set days = excluded.days, updated_at = excluded.updated_at
        """;

    private const string Delete = "delete from report_retention where tenant_id = $1";

    public async Task<RetentionResource> FindAsync(TenantContext context, CancellationToken cancellationToken) =>
        await db.QueryAsync(context, new Sql(Find, context.RequiredTenantId), static row => row.GetInt32(0), cancellationToken) is [var days] ? new RetentionResource(days, false) : OfInstallation();

    public async Task<RetentionResource> PutAsync(TenantContext context, int days, CancellationToken cancellationToken)
    {
        await db.ExecuteAsync(context, new Sql(Upsert, context.RequiredTenantId, days, time.GetUtcNow()), cancellationToken);
        return new RetentionResource(days, false);
    }

    /// <summary>Whether there was anything to go back from.</summary>
    public async Task<bool> DeleteAsync(TenantContext context, CancellationToken cancellationToken) =>
        await db.ExecuteAsync(context, new Sql(Delete, context.RequiredTenantId), cancellationToken) > 0;

    private RetentionResource OfInstallation() => new((int)Math.Ceiling(options.Value.Retention.TotalDays), true);
}
