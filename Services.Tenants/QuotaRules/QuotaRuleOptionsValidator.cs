using Microsoft.Extensions.Options;

namespace Nanobot.Services.Tenants.QuotaRules;

/// <summary>Stops the start of a service whose options of rules are out of range, naming each setting.</summary>
internal sealed class QuotaRuleOptionsValidator : IValidateOptions<QuotaRuleOptions>
{
    public ValidateOptionsResult Validate(string? name, QuotaRuleOptions options)
    {
        var failures = new List<string>();
        if (options.MeasureEvery < TimeSpan.FromMilliseconds(100) || options.MeasureEvery > TimeSpan.FromMinutes(1))
        {
            failures.Add("QuotaRules:MeasureEvery must be between 100 ms and 1 min.");
        }

        if (options.MeanOver < TimeSpan.FromSeconds(1) || options.MeanOver > TimeSpan.FromHours(1) || options.MeanOver < options.MeasureEvery)
        {
            failures.Add("QuotaRules:MeanOver must be between 1 s and 1 h, and no less than QuotaRules:MeasureEvery.");
        }

        return failures.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(failures);
    }
}
