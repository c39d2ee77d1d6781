using Microsoft.Extensions.Options;
using Nanobot.Clients;
using Nanobot.Contracts.Users;
using Nanobot.Contracts.Values;
using Nanobot.Platform.Core.Problems;
using Nanobot.Platform.Core.Stored;
using Nanobot.Platform.Core.Work;
using Nanobot.Platform.Tenancy;
using Nanobot.Services.Reports.Persistence;
using Nanobot.Services.Reports.Words;

namespace Nanobot.Services.Reports.Alerts;

/// <summary>One look at a claimed rule, in the scope of its user.</summary>
internal sealed partial class AlertAttempt(
    RuleQueue queue, Market market, AlertFirings firings, IUsers users, Backoff backoff, IOptions<AlertOptions> options, TimeProvider time, ILogger<AlertAttempt> logger)
{
    private const double Spread = 0.1;
    private static readonly TimeSpan TimeToReturn = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(15);

    public async Task RunAsync(ClaimedRule claimed, CancellationToken stopping)
    {
        using var scope = TenantScope.Begin(claimed.Context);
        // Whatever takes longer is another's by then.
        using var lease = new CancellationTokenSource(options.Value.Lease, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(lease.Token, stopping);
        try
        {
            await LookAsync(claimed, either.Token);
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
            using var soon = new CancellationTokenSource(TimeToReturn, time);
            await queue.ReturnAsync(claimed, TimeSpan.Zero, soon.Token);
        }
        catch (StoredDataException exception)
        {
            Log.Unreadable(logger, exception, claimed.RuleId);
            await queue.ReturnAsync(claimed, options.Value.Interval, either.Token);
        }
        catch (ModuleUnavailableException)
        {
            // It has not fired, and will where it still is so.
            await queue.ReturnAsync(claimed, Pause, either.Token);
        }
    }

    private async Task LookAsync(ClaimedRule claimed, CancellationToken cancellationToken)
    {
        if (await queue.FindAsync(claimed, cancellationToken) is not { } rule)
        {
            return;
        }

        var now = time.GetUtcNow();
        // Not all at the same moment.
        var next = now + options.Value.Interval - backoff.After(1, options.Value.Interval * Spread, options.Value.Interval * Spread);
        if (rule.Kind == AlertKind.Keyword.Value)
        {
            var (news, state) = NewsRules.Look(rule, await market.NewsAsync(cancellationToken), now, options.Value.MinimumInterval);
            await NoteAsync(claimed, rule, state, next, news.Count > 0 ? language => AlertTexts.Of(rule, news, language) : null, cancellationToken);
        }
        else if (await market.ReadAsync(rule.Symbol!, cancellationToken) is { } reading)
        {
            var verdict = PriceRules.Look(rule, reading, now, options.Value.MinimumInterval);
            await NoteAsync(claimed, rule, verdict.State, next, verdict.Fires ? language => AlertTexts.Of(rule, reading, language) : null, cancellationToken);
        }
        else
        {
            await NoteAsync(claimed, rule, rule.State, next, null, cancellationToken);
        }
    }

    private async Task NoteAsync(
        ClaimedRule claimed, StoredRule rule, RuleState state, DateTimeOffset next, Func<ReportLanguage, (string Title, string Content)>? says, CancellationToken cancellationToken)
    {
        if (says is null)
        {
            await firings.NoteAsync(claimed, state, next, cancellationToken);
            return;
        }

        // Of a user who is gone nobody is told.
        var preferences = (await users.FindAsync(claimed.Context.RequiredUserId, cancellationToken))?.Preferences ?? new Preferences(NotificationChannels: []);
        var (title, content) = says(ReportLanguage.For(preferences.Language));
        if (await firings.FireAsync(claimed, rule, state, next, title, content, DeliveryWish.Of(preferences), cancellationToken))
        {
            Log.Fired(logger, rule.RuleId, rule.Kind, rule.Action);
        }
    }

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Information, "Rule {RuleId} ({Kind}) fires: {Action}")]
        public static partial void Fired(ILogger logger, Guid ruleId, string kind, string action);

        [LoggerMessage(LogLevel.Error, "Rule {RuleId} of an alert cannot be read, and waits")]
        public static partial void Unreadable(ILogger logger, Exception exception, Guid ruleId);
    }
}
