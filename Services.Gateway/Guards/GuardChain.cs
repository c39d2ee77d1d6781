using Nanobot.Platform.Limits.Calls;
using Nanobot.Services.Gateway.Audit;
using Nanobot.Services.Gateway.Credentials;
using Nanobot.Services.Gateway.Limits;
using Nanobot.Services.Gateway.Observability;
using Nanobot.Services.Gateway.Tenants;

namespace Nanobot.Services.Gateway.Guards;

/// <summary>
/// Every guard, in the order in which each call passes them, whichever door it comes by: this is the one place that says it. The first ones let a caller in, at a
/// request and at a socket's hello; the others let it use what it asks for, each request of its own.
/// </summary>
internal sealed class GuardChain(
    CredentialGuard credential, NamedTenantGuard named, TenantActiveGuard active, VisitGuard visit, TokenGuard token, ScopeGuard scopes,
    ConcurrencyGuard concurrency, PolicyGuard policy, KnownLimits limits, ContextMinter minter, IAuditSink audit, GatewayTelemetry telemetry, TimeProvider time)
{
    private readonly IGuard[] _entry = [credential, named, active, visit, token, scopes];
    private readonly (IGuard[] Guards, ICountedGuard[] Counted) _use = UseOf(CallsGuard.Rate(time), concurrency, CallsGuard.Quota(time), policy);

    /// <summary>All of them, in their order.</summary>
    public IReadOnlyList<IGuard> All => [.. _entry, .. _use.Guards];

    /// <summary>
    /// Lets a caller in: null where it comes in. Then its principal and its context are among the features of its request, and so is the call, for
    /// <see cref="UseAsync"/>.
    /// </summary>
    public async ValueTask<GuardDecision.Refuse?> EnterAsync(GuardedCall call)
    {
        if (await RunAsync(_entry, [], call) is { } refusal)
        {
            return refusal;
        }

        var minted = minter.Mint(call.Principal, call.Tenant);
        var features = call.Http.Features;
        features.Set(call);
        features.Set(call.Principal);
        features.Set(minted);
        features.Set(minted.Context);
        return null;
    }

    /// <summary>Lets a caller that has come in use what it asks for: null where it does. Then what it holds is its own until the call ends.</summary>
    public ValueTask<GuardDecision.Refuse?> UseAsync(GuardedCall call)
    {
        // Operators have no limits, within a tenant that they name neither.
        call.Limits = call is { Principal: { TenantId: not null } principal, Tenant: { } tenant } ? limits.Of(tenant, principal) : null;
        return RunAsync(_use.Guards, _use.Counted, call);
    }

    // Slots are taken first: a call waits for them, and while it does it has nothing of its level's calls.
    private static (IGuard[] Guards, ICountedGuard[] Counted) UseOf(CallsGuard rate, ConcurrencyGuard concurrency, CallsGuard quota, PolicyGuard policy) =>
        ([rate, concurrency, quota, policy], [concurrency, rate, quota]);

    private async ValueTask<GuardDecision.Refuse?> RunAsync(IGuard[] guards, ICountedGuard[] counted, GuardedCall call)
    {
        try
        {
            if ((await CheckAsync(guards, call) ?? await TakeAsync(counted, call)) is not { } refusal)
            {
                return null;
            }

            call.TakeBack();
            refusal = refusal.Limit is null ? refusal : await WholeAsync(refusal, guards, call);
            Tell(call, refusal);
            return refusal;
        }
        catch (CrowdedOutException crowded)
        {
            // Here, so that it costs no handler of exceptions: whoever floods the gateway decides how often it comes.
            call.TakeBack();
            telemetry.Refused(crowded.Refusal.Code);
            return new GuardDecision.Refuse(crowded.Refusal, "none");
        }
        catch
        {
            call.TakeBack();
            throw;
        }
    }

    private static async ValueTask<GuardDecision.Refuse?> CheckAsync(IGuard[] guards, GuardedCall call)
    {
        foreach (var guard in guards)
        {
            if ((await guard.CheckAsync(call, call.Http.RequestAborted)).Refusal is { } refusal)
            {
                return refusal;
            }
        }

        return null;
    }

    // From the caller up, and of each level its slots first: whoever finds that something of a level is gone has kept nothing from anybody but those who share that
    // level, and who would find it gone as well.
    private static async ValueTask<GuardDecision.Refuse?> TakeAsync(ICountedGuard[] counted, GuardedCall call)
    {
        for (var level = 0; level < (call.Limits?.Count ?? 0); level++)
        {
            foreach (var guard in counted)
            {
                if ((await guard.TakeAsync(call, level, call.Http.RequestAborted)).Refusal is { } refusal)
                {
                    return refusal;
                }
            }
        }

        return null;
    }

    // Several may refuse at this moment: told is the first, in the order of the guards, and when the last of them does no longer.
    private static async ValueTask<GuardDecision.Refuse> WholeAsync(GuardDecision.Refuse refusal, IGuard[] guards, GuardedCall call)
    {
        GuardDecision.Refuse? whole = null;
        foreach (var guard in guards)
        {
            var one = guard is CallsGuard ? (await guard.CheckAsync(call, call.Http.RequestAborted)).Refusal : null;
            one ??= guard.Name == refusal.Guard ? refusal : null;
            whole = one is null ? whole : whole?.Until(one) ?? one;
        }

        if (whole!.Guard != CallsGuard.OfDay)
        {
            // Of the day a call is told once it has come so far.
            call.Tell(CallLimit.Day, null);
        }

        return whole;
    }

    private void Tell(GuardedCall call, GuardDecision.Refuse refusal)
    {
        telemetry.Refused(refusal.Code);
        if (call.IsKnown)
        {
            audit.Refused(call.Http, call.Principal, refusal.Code);
        }
    }
}
