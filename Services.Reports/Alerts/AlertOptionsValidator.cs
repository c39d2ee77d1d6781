using Microsoft.Extensions.Options;
using Nanobot.Contracts.Reports;

namespace Nanobot.Services.Reports.Alerts;

/// <summary>Stops the start on impossible options, naming each key.</summary>
internal sealed class AlertOptionsValidator : IValidateOptions<AlertOptions>
{
    public ValidateOptionsResult Validate(string? name, AlertOptions options)
    {
        (bool Holds, string Message)[] rules =
        [
            (options.Interval >= TimeSpan.FromSeconds(1) && options.Interval <= TimeSpan.FromHours(1), "Alerts:Interval must be between 1 second and 1 hour."),
            (options.MinimumInterval >= TimeSpan.Zero && options.MinimumInterval <= TimeSpan.FromHours(24), "Alerts:MinimumInterval must be between 0 and 24 hours."),
            (options.MostRules is >= 1 and <= AlertRules.Most, "Alerts:MostRules must be between 1 and 100."),
            (options.KeptFirings is >= 20 and <= 10_000, "Alerts:KeptFirings must be between 20 and 10000."),
            (options.Parallelism is >= 0 and <= 256, "Alerts:Parallelism must be between 0 and 256."),
            (options.Poll >= TimeSpan.FromMilliseconds(50) && options.Poll <= TimeSpan.FromSeconds(60), "Alerts:Poll must be between 50 milliseconds and 60 seconds."),
            (options.Lease >= TimeSpan.FromSeconds(10) && options.Lease <= TimeSpan.FromMinutes(10), "Alerts:Lease must be between 10 seconds and 10 minutes."),
        ];
        var failures = rules.Where(static rule => !rule.Holds).Select(static rule => rule.Message).ToList();
        return failures.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(failures);
    }
}
