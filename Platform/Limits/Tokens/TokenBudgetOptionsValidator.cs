using Microsoft.Extensions.Options;

namespace Nanobot.Platform.Limits.Tokens;

/// <summary>Names every impossible value of section <c>Limits:Tokens</c> at once.</summary>
internal sealed class TokenBudgetOptionsValidator : IValidateOptions<TokenBudgetOptions>
{
    private const long MostAhead = 100_000;

    public ValidateOptionsResult Validate(string? name, TokenBudgetOptions options)
    {
        var failures = Times(options).Concat(Ahead(options)).ToList();
        return failures.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(failures);
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
