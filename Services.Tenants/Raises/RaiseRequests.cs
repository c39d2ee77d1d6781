using Nanobot.Platform.Core.Stored;
using Nanobot.Platform.Data;
using Nanobot.Platform.Tenancy;
using Nanobot.ServiceDefaults.Authentication;

namespace Nanobot.Services.Tenants.Raises;

/// <summary>The requests that a caller sees: a user its own, an administrator its tenant's, an operator all.</summary>
internal sealed class RaiseRequests(TenantDb db, PlatformDb platform)
{
    private const string SelectPage = $"""
        select {RaiseRequestRow.Columns} from limit_requests
        where ($1::text is null or tenant_id = $1) and ($2::uuid is null or request_id < $2)
        order by request_id desc
        limit $3
        """;

    private const string SelectOne = $"select {RaiseRequestRow.Columns} from limit_requests where request_id = $1 and ($2::text is null or tenant_id = $2)";

    private static readonly PlatformScope Scope = new("an operator looks at requests for raises");

    /// <summary>A page of them, the newest first.</summary>
    public Task<List<StoredRow<RaiseRequestResource>>> ListAsync(Caller caller, Guid? before, int most, CancellationToken cancellationToken)
    {
        var statement = new Sql(SelectPage, caller.Context.TenantId, before, most);
        return caller.Context.HasTenant
            ? db.ListAsync(caller.Context, statement, [0], static row => RaiseRequestResource.Of(RaiseRequestRow.Read(row)), cancellationToken)
            : platform.ListAsync(Scope, statement, [0], static row => RaiseRequestResource.Of(RaiseRequestRow.Read(row)), cancellationToken);
    }

    /// <summary>One of them; null where there is none of that id, or not for the caller.</summary>
    public Task<RaiseRequestRow?> FindAsync(Caller caller, string id, CancellationToken cancellationToken)
    {
        if (!Guid.TryParse(id, out var request))
        {
            return Task.FromResult<RaiseRequestRow?>(null);
        }

        var statement = new Sql(SelectOne, request, caller.Context.TenantId);
        return caller.Context.HasTenant
            ? db.QuerySingleAsync(caller.Context, statement, RaiseRequestRow.Read, cancellationToken)
            : platform.QuerySingleAsync(Scope, statement, RaiseRequestRow.Read, cancellationToken);
    }
}
