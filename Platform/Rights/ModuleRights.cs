using Nanobot.Platform.Core.Problems;
using Nanobot.Platform.Policies;
using Nanobot.Platform.Policies.Conditions;
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
    /// <param name="use">What.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public async ValueTask<Refusal?> CheckAsync(TenantContext context, Use use, CancellationToken cancellationToken)
    {
        if (!await policies.CompareAsync(cancellationToken))
        {
            return RightsRefusals.NotKnown;
        }

        BoundPolicies? known;
        IAttributes? attributes;
        try
        {
            known = await policies.FindAsync(context.RequiredTenantId, context, cancellationToken);
            attributes = known is null ? null : await policies.AttributesAsync(known, context.UserId, context.KeyId, context, cancellationToken);
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

        var resource = use.Resource;
        var decision = decisions.Decide(known, new PolicyRequest(context.ActingRole, resource, PolicyRequest.Execute, time.GetUtcNow())
        {
            TenantId = context.TenantId,
            UserId = context.UserId,
            KeyId = context.KeyId,
            Address = context.Address,
            Zone = known.Zone,
            Told = new RequestFacts(Origin: use.Origin, Provider: use.Provider, Labels: use.Labels),
            Attributes = attributes,
        }, use.Kind);
        return decision.Allowed ? null : RightsRefusals.Denied(decision, resource);
    }

    /// <summary>The same, for those who cannot go on.</summary>
    /// <exception cref="DeniedException">It may not.</exception>
    public async ValueTask DemandAsync(TenantContext context, Use use, CancellationToken cancellationToken)
    {
        if (await CheckAsync(context, use, cancellationToken) is { } refusal)
        {
            throw new DeniedException(refusal, use.Resource);
        }
    }
}
