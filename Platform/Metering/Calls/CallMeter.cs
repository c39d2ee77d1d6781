using System.Data.Common;
using System.Diagnostics;
using Microsoft.Extensions.Options;
using Nanobot.Platform.Limits;
using Nanobot.Platform.Limits.Tokens;
using Nanobot.Platform.Metering.Accounts;
using Nanobot.Platform.Metering.Observability;
using Nanobot.Platform.Metering.Pricing;
using Nanobot.Platform.Tenancy;
using StackExchange.Redis;

namespace Nanobot.Platform.Metering.Calls;

/// <summary>Lets a call of the model begin, or refuses it: all its budgets reserved and its row written, or nothing.</summary>
internal sealed class CallMeter(
    ITokenLimits limits, IEnumerable<IModelPermit> permits, BudgetStore store, CallLedger ledger, CallCloser closer, PriceList prices,
    LedgerTelemetry telemetry, IOptions<TokenBudgetOptions> options, TimeProvider time)
{
    // Of budgets that are not known, and become so: once, and once more where Redis lost them meanwhile.
    private const int MostTries = 3;

    /// <summary>Begins a call.</summary>
    /// <exception cref="TokenBudgetException">It may not be made.</exception>
    public async Task<MeteredCall> BeginAsync(CallWish wish, CancellationToken cancellationToken)
    {
        try
        {
            return await TryAsync(wish, cancellationToken);
        }
        catch (TokenBudgetException refused)
        {
            telemetry.Refused(TenantScope.Current, refused.Refusal);
            throw;
        }
    }

    private async Task<MeteredCall> TryAsync(CallWish wish, CancellationToken cancellationToken)
    {
        if (TenantScope.Current is not { HasTenant: true } context)
        {
            throw BudgetRefusals.NoTenant;
        }

        foreach (var permit in permits)
        {
            if (await permit.CheckAsync(context, wish.Model, cancellationToken) is { } refusal)
            {
                throw new TokenBudgetException(refusal, mayPass: false);
            }
        }

        var run = ModelRun.Current;
        var caller = new TokenCaller(context, context.KeyId, run.RunId);
        var allowed = await limits.OfAsync(caller, cancellationToken);
        var prompt = wish.Prompt;
        if (prompt.Words + Math.Min(1, wish.MostOutput) > allowed.PerRequest)
        {
            throw BudgetRefusals.TooLarge(prompt.Words, allowed.PerRequest);
        }

        // An answer that no budget could ever bear is not asked for; one that just now none can is refused.
        var bearable = allowed.Budgets.Where(static limit => limit.Unit == BudgetUnit.Tokens).Select(static limit => limit.Amount).Append(allowed.PerRequest).Min();
        var output = Math.Min(wish.MostOutput, Math.Max(1, Math.Min(bearable, int.MaxValue) - prompt.Words));
        var reserved = Math.Max(prompt.Words + output, Math.Min(prompt.Words + prompt.Declarations + output, bearable));
        var now = time.GetUtcNow();
        var price = prices.Find(wish.Model)?.Price.CostOf(prompt.Words + prompt.Declarations, 0, output) ?? 0;
        var start = new CallStart(Guid.CreateVersion7(now), caller, run, wish.Model, prompt, reserved, Draws(allowed, caller, reserved, price, now), now,
            Activity.Current?.TraceId.ToString());
        var cover = wish.IsStreamed ? new AnswerCover(options.Value.Ahead, output) : AnswerCover.Whole(output);
        var call = await OpenAsync(start, new CallCount(start.CallId, wish, cover, prices), cancellationToken);
        call.Count.Tally.Again = token => closer.CoverAsync(call, token);
        return new MeteredCall(call, output, closer);
    }

    private async Task<OpenCall> OpenAsync(CallStart start, CallCount count, CancellationToken cancellationToken)
    {
        BudgetAnswer.Reserved reserved;
        try
        {
            reserved = await ReserveAsync(start, cancellationToken) switch
            {
                BudgetAnswer.Reserved all => all,
                BudgetAnswer.Full full => throw BudgetRefusals.Full(full, start.Began),
                _ => throw new RedisException("Redis keeps losing what it is told."),
            };
        }
        catch (Exception exception) when (exception is not TokenBudgetException)
        {
            // The wish may have arrived all the same. Nobody waits for the word to take it back; without it the lease ends.
            _ = store.SettleAsync(start.CallId, start.Budgets, [], CancellationToken.None).ContinueWith(static told => told.Exception, TaskScheduler.Default);
            throw Failure(exception);
        }

        var call = new OpenCall(start, reserved.Elsewhere, count);
        closer.Add(call);
        try
        {
            await ledger.BeginAsync(start, call.Known, cancellationToken);
            return call;
        }
        catch (Exception exception)
        {
            // The row may be there all the same, or come yet: it is closed with nothing, now or later.
            _ = closer.CloseAsync(call, CallEnding.NotMade(start.Model));
            throw Failure(exception);
        }
    }

    private async Task<BudgetAnswer> ReserveAsync(CallStart start, CancellationToken cancellationToken)
    {
        IReadOnlyList<BudgetTotal> totals = [];
        var answer = await store.ReserveAsync(start.CallId, start.Draws, totals, cancellationToken);
        for (var i = 1; i < MostTries && answer is BudgetAnswer.Unknown unknown; i++)
        {
            totals = await ledger.TotalsAsync(start.Caller, unknown.Budgets, options.Value.StoreTimeout, cancellationToken);
            answer = await store.ReserveAsync(start.CallId, start.Draws, totals, cancellationToken);
        }

        return answer;
    }

    private static List<BudgetDraw> Draws(TokenLimits allowed, TokenCaller caller, long tokens, long micros, DateTimeOffset now)
    {
        var day = CalendarDay.At(now, allowed.Zone);
        var draws = new List<BudgetDraw>(allowed.Budgets.Count);
        foreach (var limit in allowed.Budgets)
        {
            if (Budget.Of(limit, caller, day) is { } budget)
            {
                draws.Add(new(budget, limit.Amount, limit.Unit == BudgetUnit.Tokens ? tokens : micros));
            }
        }

        return draws;
    }

    // Cancelled by whoever asked, or a defect: as it is.
    private static Exception Failure(Exception exception) =>
        exception is RedisException or RedisCommandException or TimeoutException or DbException or ObjectDisposedException ? BudgetRefusals.Unavailable(exception) : exception;
}
