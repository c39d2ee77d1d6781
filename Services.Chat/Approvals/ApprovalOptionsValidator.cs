using Microsoft.Extensions.Options;

namespace Nanobot.Services.Chat.Approvals;

/// <summary>Names every impossible value of section <c>Approvals</c> at once.</summary>
internal sealed class ApprovalOptionsValidator : IValidateOptions<ApprovalOptions>
{
    public ValidateOptionsResult Validate(string? name, ApprovalOptions options)
    {
        (bool Holds, string Message)[] rules =
        [
            (options.Lifetime >= TimeSpan.FromMinutes(1) && options.Lifetime <= TimeSpan.FromDays(90), "Approvals:Lifetime must be from 00:01:00 to 90.00:00:00."),
            (options.MaximumPending is >= 1 and <= 1000, "Approvals:MaximumPending must be from 1 to 1000."),
            (options.Retention >= TimeSpan.FromDays(1) && options.Retention <= TimeSpan.FromDays(3650), "Approvals:Retention must be from 1.00:00:00 to 3650.00:00:00."),
        ];
        var errors = rules.Where(static rule => !rule.Holds).Select(static rule => rule.Message).ToList();
        return errors.Count > 0 ? ValidateOptionsResult.Fail(errors) : ValidateOptionsResult.Success;
    }
}
