using Nanobot.Platform.Data;
using Nanobot.Platform.Tenancy;

namespace Nanobot.Services.Scheduler.Persistence;

/// <summary>Statements on one job that several use cases share.</summary>
internal static class JobQueries
{
    private const string SelectOne = $"""
        select {JobRows.Columns} from jobs where tenant_id = $1 and user_id = $2 and job_id = $3
        """;

    private const string SelectOneToChange = $"{SelectOne} for update";

    public static Sql Find(TenantContext context, Guid jobId) =>
        new(SelectOne, context.RequiredTenantId, context.RequiredUserId, jobId);

    /// <summary>Holds the job until the transaction ends: changes and firings of one job follow one another.</summary>
    public static Sql FindToChange(TenantContext context, Guid jobId) =>
        new(SelectOneToChange, context.RequiredTenantId, context.RequiredUserId, jobId);
}
