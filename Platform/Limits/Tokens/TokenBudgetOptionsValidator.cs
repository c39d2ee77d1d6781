using Microsoft.Extensions.Options;
using Nanobot.Contracts.Limits;

namespace Nanobot.Platform.Limits.Tokens;

/// <summary>Names every impossible value of section <c>Limits:Tokens</c> at once.</summary>
internal sealed class TokenBudgetOptionsValidator : IValidateOptions<TokenBudgetOptions>
{
    private const long MostAhead = 100_000;

    public ValidateOptionsResult Validate(string? name, TokenBudgetOptions options)
    {
        var failures = Amounts(options).Concat(Times(options)).Concat(Ahead(options)).ToList();
        return failures.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(failures);
    }

    private static IEnumerable<string> Amounts(TokenBudgetOptions options)
    {
        (string Key, long? Amount)[] amounts =
        [
            (nameof(options.PerUserDay), options.PerUserDay), (nameof(options.PerKeyDay), options.PerKeyDay), (nameof(options.PerRun), options.PerRun),
            (nameof(options.MoneyPerDay), options.MoneyPerDay), (nameof(options.MoneyPerRun), options.MoneyPerRun),
            (nameof(options.MoneyPerUserDay), options.MoneyPerUserDay), (nameof(options.MoneyPerKeyDay), options.MoneyPerKeyDay),
        ];
        return amounts.Where(static amount => amount.Amount is < 0 or > QuotaSet.Largest)
            .Select(static amount => $"Limits:Tokens:{amount.Key} must be between 0 and {QuotaSet.Largest}, not {amount.Amount}.");
    }

    private static IEnumerable<string> Ahead(TokenBudgetOptions options) =>
        options.Ahead is < 1 or > MostAhead ? [$"Limits:Tokens:Ahead must be between 1 and {MostAhead}, not {options.Ahead}."] : [];

    private static IEnumerable<string> Times(TokenBudgetOptions options)
    {
        (string Key, TimeSpan Value, TimeSpan Least, TimeSpan Most)[] times =
        [
            (nameof(options.Lease), options.Lease, TimeSpan.FromSeconds(1), TimeSpan.FromMinutes(5)),
            (nameof(options.StoreTimeout), options.StoreTimeout, TimeSpan.FromMilliseconds(50), TimeSpan.FromSeconds(10)),
            (nameof(options.CallRetention), options.CallRetention, TimeSpan.FromDays(8), TimeSpan.FromDays(3_660)),
            (nameof(options.KeepInterval), options.KeepInterval, TimeSpan.FromMilliseconds(20), TimeSpan.FromMinutes(1)),
        ];
        return times.Where(static time => time.Value < time.Least || time.Value > time.Most)
            .Select(static time => $"Limits:Tokens:{time.Key} must be from {time.Least} to {time.Most}.");
    }
}
