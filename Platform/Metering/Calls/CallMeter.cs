using System.Data.Common;
using System.Diagnostics;
using Microsoft.Extensions.Options;
using Nanobot.Platform.Ai.Counting;
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

    // Tokens of an answer for whose sake a run that is nearly over is let go on.
    private const int LeastOfRun = 256;

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
        var price = (wish.Own is { } own ? PriceList.Of(own) : prices.Find(wish.Model))?.Price;
        var bearable = Least(allowed, BudgetUnit.Tokens, allowed.PerRequest);
        var affordable = price?.AnswerFor(Least(allowed, BudgetUnit.Micros, long.MaxValue), prompt.Words + prompt.Declarations) ?? long.MaxValue;
        var output = Math.Min(wish.MostOutput, Math.Max(1, Math.Min(affordable, Math.Min(bearable, int.MaxValue) - prompt.Words)));
        for (var tries = 1; ; tries++)
        {
            var reserved = Math.Max(prompt.Words + output, Math.Min(prompt.Words + prompt.Declarations + output, bearable));
            var now = time.GetUtcNow();
            var cost = price?.MostOf(prompt.Words + prompt.Declarations, output) ?? 0;
            var start = new CallStart(Guid.CreateVersion7(now), caller, run, wish.Model, prompt, reserved, Draws(allowed, caller, reserved, cost, now), now,
                Activity.Current?.TraceId.ToString());
            var cover = wish.IsStreamed ? new AnswerCover(options.Value.Ahead, output) : AnswerCover.Whole(output);
            var (call, full) = await OpenAsync(start, new CallCount(start.CallId, wish, cover, prices), cancellationToken);
            if (call is not null)
            {
                call.Count.Tally.Again = token => closer.CoverAsync(call, token);
                return new MeteredCall(call, output, closer);
            }

            // What one run has left nobody else comes to use: its later calls are asked for shorter answers, down to what is still worth one.
            var left = LeftOfRun(full!, prompt, price);
            if (tries == MostTries || left >= output || left < Math.Min(LeastOfRun, output))
            {
                throw BudgetRefusals.Full(full!, now);
            }

            output = left;
        }
    }

    // Tokens of an answer that a run's budget still bears; none of any other budget.
    private static long LeftOfRun(BudgetAnswer.Full full, PromptEstimate prompt, ModelPrice? price)
    {
        var left = full.Draw.Limit - full.Used - full.Held;
        return full.Draw.Budget.Owner != BudgetOwner.Run ? 0
            : full.Draw.Budget.Unit == BudgetUnit.Tokens ? left - prompt.Words - prompt.Declarations
            : price?.AnswerFor(left, prompt.Words + prompt.Declarations) ?? 0;
    }

    private async Task<(OpenCall? Call, BudgetAnswer.Full? Full)> OpenAsync(CallStart start, CallCount count, CancellationToken cancellationToken)
    {
        BudgetAnswer.Reserved reserved;
        try
        {
            var answer = await ReserveAsync(start, cancellationToken);
            if (answer is BudgetAnswer.Full full)
            {
                return (null, full);
            }

            reserved = answer as BudgetAnswer.Reserved ?? throw new RedisException("Redis keeps losing what it is told.");
        }
        catch (Exception exception)
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
            return (call, null);
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

    private static long Least(TokenLimits allowed, BudgetUnit unit, long most) =>
        allowed.Budgets.Where(limit => limit.Unit == unit).Select(static limit => limit.Amount).Append(most).Min();

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

        // What a tenant's day has cost is kept where nothing limits it too: for whoever looks, and for the limit that may be set before it ends.
        if (micros > 0 && !draws.Exists(static draw => draw.Budget is { Owner: BudgetOwner.Tenant, Unit: BudgetUnit.Micros }))
        {
            draws.Add(new(Budget.Of(new(BudgetOwner.Tenant, BudgetUnit.Micros, long.MaxValue), caller, day)!, long.MaxValue, micros));
        }

        return draws;
    }

    // Cancelled by whoever asked, or a defect: as it is.
    private static Exception Failure(Exception exception) =>
        exception is RedisException or RedisCommandException or TimeoutException or DbException or ObjectDisposedException ? BudgetRefusals.Unavailable(exception) : exception;
}
