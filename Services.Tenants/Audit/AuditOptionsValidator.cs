using Microsoft.Extensions.Options;

namespace Nanobot.Services.Tenants.Audit;

/// <summary>Stops the start on an impossible value, naming the key.</summary>
internal sealed class AuditOptionsValidator : IValidateOptions<AuditOptions>
{
    public ValidateOptionsResult Validate(string? name, AuditOptions options)
    {
        var errors = new List<string>();
        Require(options.Retention >= TimeSpan.FromDays(1) && options.Retention <= TimeSpan.FromDays(3_660), "Audit:Retention must be from 1 to 3660 days");
        Require(options.PurgeInterval >= TimeSpan.FromSeconds(1) && options.PurgeInterval <= TimeSpan.FromDays(1), "Audit:PurgeInterval must be from 00:00:01 to 1.00:00:00");
        Require(options.PurgeBatch is >= 1 and <= 100_000, "Audit:PurgeBatch must be from 1 to 100000");
        Require(options.TellTimeout >= TimeSpan.FromMilliseconds(10) && options.TellTimeout <= TimeSpan.FromSeconds(5), "Audit:TellTimeout must be from 00:00:00.010 to 00:00:05");
        return errors.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(errors);

        void Require(bool holds, string error)
        {
            if (!holds)
            {
                errors.Add(error);
            }
        }
    }
}
