using Nanobot.Platform.Core.Problems;
using Nanobot.Platform.Policies;
using Nanobot.Platform.Rights.Known;
using Nanobot.Platform.Tenancy;

namespace Nanobot.Platform.Rights;

/// <summary>
/// What policies let somebody use in a module: tools, models, reports. Decided anew for each use, by policies that were compared with what has changed
/// just before; where they are not known nothing is let happen.
/// </summary>
public sealed class ModuleRights(KnownPolicies<TenantContext> policies, Decisions decisions, TimeProvider time)
{
    /// <summary>Why a tenant's caller may not use something; null where it may.</summary>
    /// <param name="context">Who wants to.</param>
    /// <param name="kind">One of <see cref="ResourceKind"/>.</param>
    /// <param name="name">Its name.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public async ValueTask<Refusal?> CheckAsync(TenantContext context, string kind, string name, CancellationToken cancellationToken)
    {
        if (!await policies.CompareAsync(cancellationToken))
        {
            return RightsRefusals.NotKnown;
        }

        BoundPolicies? known;
        try
        {
            known = await policies.FindAsync(context.RequiredTenantId, context, cancellationToken);
        }
        catch (ModuleUnavailableException)
        {
            // Its client has told why.
            return RightsRefusals.NotKnown;
        }

        if (known is null)
        {
            return RightsRefusals.NoTenant;
        }

        var resource = $"{kind}:{name}";
        var decision = decisions.Decide(known, new PolicyRequest(context.ActingRole, resource, PolicyRequest.Execute, time.GetUtcNow())
        {
            TenantId = context.TenantId,
            UserId = context.UserId,
            KeyId = context.KeyId,
            Address = context.Address,
            Zone = known.Zone,
        }, kind);
        return decision.Allowed ? null : RightsRefusals.Denied(decision, resource);
    }

    /// <summary>The same, for those who cannot go on.</summary>
    /// <exception cref="DeniedException">It may not.</exception>
    public async ValueTask DemandAsync(TenantContext context, string kind, string name, CancellationToken cancellationToken)
    {
        if (await CheckAsync(context, kind, name, cancellationToken) is { } refusal)
        {
            throw new DeniedException(refusal, $"{kind}:{name}");
        }
    }
}
