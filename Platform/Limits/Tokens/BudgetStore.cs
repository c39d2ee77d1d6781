using System.Globalization;
using Microsoft.Extensions.Options;
using Nanobot.Platform.Bus.Names;
using Nanobot.Platform.Core.Modules;
using Nanobot.Platform.Core.Names;
using StackExchange.Redis;

namespace Nanobot.Platform.Limits.Tokens;

/// <summary>
/// The budgets in Redis, shared by all processes of all modules: what may be reserved is decided there, in one step. What has been used is
/// what the modules' ledgers say; Redis may lose all of it at any time.
/// </summary>
/// <param name="redis">Redis.</param>
/// <param name="module">This module, whose ledger it speaks for.</param>
/// <param name="options">Lease and time-out.</param>
/// <param name="time">The clock.</param>
public sealed class BudgetStore(IConnectionMultiplexer redis, Module module, IOptions<TokenBudgetOptions> options, TimeProvider time)
{
    private static readonly TimeSpan Again = TimeSpan.FromMilliseconds(50);
    private static readonly RedisKey Marks = StoreName.OfInstallation(NameKinds.LoadedBudgets).ToKey();

    // Longer than a call may go on after its window.
    private static readonly TimeSpan KeptAfter = TimeSpan.FromHours(2);
    private static readonly TimeSpan RunKept = TimeSpan.FromHours(26);

    // Longer than its row is held: whoever closes the row of a process that died comes while it still stands.
    private TimeSpan Standing => options.Value.Lease * 1.5;

    /// <summary>Reserves of all budgets, or of none.</summary>
    /// <param name="call">The call.</param>
    /// <param name="draws">What it reserves.</param>
    /// <param name="totals">What the ledger says of budgets that were not known.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public async Task<BudgetAnswer> ReserveAsync(Guid call, IReadOnlyList<BudgetDraw> draws, IReadOnlyList<BudgetTotal> totals, CancellationToken cancellationToken)
    {
        var arguments = new List<RedisValue>(3 + (4 * draws.Count)) { Name(call), module.Name, Milliseconds(Standing) };
        foreach (var draw in draws)
        {
            arguments.AddRange(draw.Limit, draw.Amount, Keep(draw.Budget), Known(totals, draw.Budget));
        }

        var answer = (RedisValue[])(await RunAsync(BudgetScripts.Reserve, Keys(draws.Select(static draw => draw.Budget)), arguments, cancellationToken))!;
        return (int)answer[0] switch
        {
            0 => new BudgetAnswer.Reserved([.. answer.Skip(1).Select(static value => (long)value)]),
            1 => new BudgetAnswer.Full(draws[(int)answer[1] - 1], (long)answer[2], (long)answer[3]),
            _ => new BudgetAnswer.Unknown([.. answer.Skip(1).Select(index => draws[(int)index - 1].Budget)]),
        };
    }

    /// <summary>Ends what the call has reserved, and takes over what the ledger says since.</summary>
    /// <param name="call">The call.</param>
    /// <param name="budgets">Its budgets.</param>
    /// <param name="totals">What the ledger says; of none where the call was never made.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public Task SettleAsync(Guid call, IReadOnlyList<Budget> budgets, IReadOnlyList<BudgetTotal> totals, CancellationToken cancellationToken)
    {
        var arguments = new List<RedisValue>(2 + (2 * budgets.Count)) { Name(call), module.Name };
        foreach (var budget in budgets)
        {
            arguments.AddRange(Keep(budget), Find(totals, budget) is { } total ? Text(total) : RedisValue.EmptyString);
        }

        return RunAsync(BudgetScripts.Settle, Keys(budgets), arguments, cancellationToken);
    }

    /// <summary>Puts off the end of what the call has reserved. The command is on its way when this returns its task.</summary>
    public Task RenewAsync(Guid call, IReadOnlyList<BudgetDraw> draws, CancellationToken cancellationToken)
    {
        var arguments = new List<RedisValue>(2 + (2 * draws.Count)) { Name(call), Milliseconds(Standing) };
        foreach (var draw in draws)
        {
            arguments.AddRange(draw.Amount, Keep(draw.Budget));
        }

        return RunAsync(BudgetScripts.Renew, Keys(draws.Select(static draw => draw.Budget)), arguments, cancellationToken);
    }

    /// <summary>Whether Redis still has what this module's ledger told it when it was last told all.</summary>
    public Task<bool> IsLoadedAsync(CancellationToken cancellationToken) =>
        redis.GetDatabase().HashExistsAsync(Marks, module.Name).WaitAsync(options.Value.StoreTimeout, time, cancellationToken);

    /// <summary>Takes over what the ledger says of all budgets whose window is not over, and notes that it has been told.</summary>
    public async Task LoadAsync(IReadOnlyList<BudgetTotal> totals, CancellationToken cancellationToken)
    {
        foreach (var some in totals.Chunk(100))
        {
            await Task.WhenAll(some.Select(total => SettleAsync(Guid.Empty, [total.Budget], [total], cancellationToken)));
        }

        await redis.GetDatabase().HashSetAsync(Marks, module.Name, 1).WaitAsync(options.Value.StoreTimeout, time, cancellationToken);
    }

    // A connection that is only just being made, as after a start, fails at once: within the time-out it is tried again.
    private async Task<RedisResult> RunAsync(string script, RedisKey[] keys, List<RedisValue> arguments, CancellationToken cancellationToken)
    {
        var begun = time.GetTimestamp();
        RedisValue[] values = [.. arguments];
        while (true)
        {
            try
            {
                return await redis.GetDatabase().ScriptEvaluateAsync(script, keys, values).WaitAsync(options.Value.StoreTimeout, time, cancellationToken);
            }
            catch (RedisConnectionException) when (time.GetElapsedTime(begun) < options.Value.StoreTimeout - Again)
            {
                await Task.Delay(Again, time, cancellationToken);
            }
        }
    }

    private long Keep(Budget budget) => (long)(budget.IsOfDay ? Longer(budget.Ends - time.GetUtcNow(), TimeSpan.Zero) + KeptAfter : RunKept).TotalSeconds;

    private static TimeSpan Longer(TimeSpan left, TimeSpan right) => left > right ? left : right;

    private static RedisKey[] Keys(IEnumerable<Budget> budgets) => [.. budgets.Select(static budget => budget.Key.ToKey())];

    private static RedisValue Known(IReadOnlyList<BudgetTotal> totals, Budget budget) =>
        Find(totals, budget) is { } total ? string.Create(CultureInfo.InvariantCulture, $"{Text(total)}|{total.Elsewhere}") : RedisValue.EmptyString;

    private static BudgetTotal? Find(IReadOnlyList<BudgetTotal> totals, Budget budget) => totals.FirstOrDefault(total => total.Budget.Key == budget.Key);

    private static string Text(BudgetTotal total) => string.Create(CultureInfo.InvariantCulture, $"{total.Version}|{total.Settled}");

    private static string Name(Guid call) => call.ToString("n");

    private static long Milliseconds(TimeSpan span) => (long)span.TotalMilliseconds;
}
