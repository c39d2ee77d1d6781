using Nanobot.Contracts.Values;
using Nanobot.Platform.Core.Problems;
using Nanobot.Platform.Tenancy;

namespace Nanobot.Services.Gateway.Guards;

/// <summary>
/// Lets a request repeat its credential's tenant, and name no other one, whether there is such a tenant or not. An operator has none of its own, and
/// names the one that it acts within.
/// </summary>
internal sealed class NamedTenantGuard : IGuard
{
    private static readonly Refusal Other = new(StatusCodes.Status403Forbidden, "RESOURCE_FORBIDDEN",
        "X-Tenant-ID or tenant_id names another tenant than the credential's; leave it out, or repeat the credential's.");

    private static readonly Refusal Several = new(StatusCodes.Status403Forbidden, "RESOURCE_FORBIDDEN",
        "X-Tenant-ID and tenant_id name several tenants; an operator acts within one at a time.");

    private static readonly Refusal Malformed = Refusals.Invalid("tenant_id", TenantId.Form) with
    {
        Code = "INVALID_TENANT_ID",
        Detail = $"What X-Tenant-ID or tenant_id names {TenantId.Form}.",
    };

    public string Name => "named tenant";

    public ValueTask<GuardDecision> CheckAsync(GuardedCall call, CancellationToken cancellationToken) =>
        new(call.Http.Features.Get<NamedTenants>() is { } named && Check(call, named) is { } refusal ? new GuardDecision.Refuse(refusal, Name) : GuardDecision.Allow);

    private static Refusal? Check(GuardedCall call, NamedTenants named)
    {
        if (named.Values.Any(static value => !TenantId.TryParse(value, out _)))
        {
            return Malformed;
        }

        if (call.Principal.TenantId is { } own)
        {
            return named.Values.All(value => value == own) ? null : Other;
        }

        if (call.Principal.Role != TenantRole.Operator)
        {
            return Other;
        }

        if (named.Values.Any(value => value != named.Values[0]))
        {
            return Several;
        }

        call.Visited = named.Values[0];
        return null;
    }
}
