using Nanobot.Services.Gateway.Observability;

namespace Nanobot.Services.Gateway.Tenants;

/// <summary>
/// How many questions to the tenants module are under way and how many wait, in two budgets: what anybody can make up, such
/// as a key nobody has heard of, takes nothing from what has been verified before.
/// </summary>
internal sealed partial class LookupBudgets(GatewayTelemetry telemetry, TimeProvider time, ILogger<LookupBudgets> logger)
{
    private const int Waiting = 1024;
    private static readonly TimeSpan ToldAgainAfter = TimeSpan.FromMinutes(1);

    private readonly FairTurns<LookupOrigin> _guesses = new(32, Waiting);
    private readonly FairTurns<LookupOrigin> _vouched = new(64, Waiting);
    private long _tellAt;

    /// <summary>Waits for a turn, which <see cref="Release"/> gives back.</summary>
    /// <exception cref="CrowdedOutException">There is no room to wait, or the turn did not come in time.</exception>
    public async Task TakeAsync(LookupOrigin origin, bool isVouched, CancellationToken cancellationToken)
    {
        var taken = false;
        try
        {
            taken = await For(isVouched).TryTakeAsync(origin, cancellationToken);
        }
        catch (OperationCanceledException)
        {
            // Only the look-up's own deadline cancels.
        }

        if (!taken)
        {
            Tell(isVouched ? "vouched" : "guesses");
            throw new CrowdedOutException();
        }
    }

    /// <summary>Ends a turn.</summary>
    public void Release(bool isVouched) => For(isVouched).Release();

    private FairTurns<LookupOrigin> For(bool isVouched) => isVouched ? _vouched : _guesses;

    private void Tell(string budget)
    {
        telemetry.CrowdedOut(budget);
        var now = time.GetUtcNow();
        var at = Volatile.Read(ref _tellAt);
        if (now.UtcTicks >= at && Interlocked.CompareExchange(ref _tellAt, (now + ToldAgainAfter).UtcTicks, at) == at)
        {
            Log.CrowdedOut(logger, budget);
        }
    }

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Warning, "Too many questions wait for the tenants module ({Budget}); those beyond are refused, and this is said once a minute")]
        public static partial void CrowdedOut(ILogger logger, string budget);
    }
}
