using Microsoft.Extensions.Options;

namespace Nanobot.Services.Reports.Inboxes;

/// <summary>Stops the start on impossible values, naming each key.</summary>
internal sealed class InboxOptionsValidator : IValidateOptions<InboxOptions>
{
    public ValidateOptionsResult Validate(string? name, InboxOptions options)
    {
        (bool Holds, string Message)[] rules =
        [
            (options.Most is >= 1 and <= 200, "Inboxes:Most must be from 1 to 200"),
            (options.MostItems is >= 10 and <= 10_000, "Inboxes:MostItems must be from 10 to 10000"),
            (options.KeptFor >= TimeSpan.FromHours(1) && options.KeptFor <= TimeSpan.FromDays(31), "Inboxes:KeptFor must be from 01:00:00 to 31.00:00:00"),
            (options.PerMinute is >= 1 and <= 6000, "Inboxes:PerMinute must be from 1 to 6000"),
            (options.Tolerance >= TimeSpan.FromSeconds(10) && options.Tolerance <= TimeSpan.FromHours(1), "Inboxes:Tolerance must be from 00:00:10 to 01:00:00"),
        ];
        var failures = rules.Where(static rule => !rule.Holds).Select(static rule => rule.Message).ToList();
        return failures.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(failures);
    }
}
