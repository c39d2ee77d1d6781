using Microsoft.Extensions.Options;
using Nanobot.Contracts.Limits;

namespace Nanobot.Platform.Limits;

/// <summary>Names every impossible amount of section <c>Limits:Tokens</c> at once.</summary>
internal sealed class InstallationAmountsValidator : IValidateOptions<InstallationAmounts>
{
    public ValidateOptionsResult Validate(string? name, InstallationAmounts options)
    {
        (string Key, long? Amount)[] amounts =
        [
            (nameof(options.PerUserDay), options.PerUserDay), (nameof(options.PerKeyDay), options.PerKeyDay), (nameof(options.PerRun), options.PerRun),
            (nameof(options.MoneyPerDay), options.MoneyPerDay), (nameof(options.MoneyPerRun), options.MoneyPerRun),
            (nameof(options.MoneyPerUserDay), options.MoneyPerUserDay), (nameof(options.MoneyPerKeyDay), options.MoneyPerKeyDay),
            (nameof(options.ToolCallsPerRun), options.ToolCallsPerRun),
        ];
        var failures = amounts.Where(static amount => amount.Amount is < 0 or > QuotaSet.Largest)
            .Select(static amount => $"Limits:Tokens:{amount.Key} must be between 0 and {QuotaSet.Largest}, not {amount.Amount}.").ToList();
        return failures.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(failures);
    }
}
