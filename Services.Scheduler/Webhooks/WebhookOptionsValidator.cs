using Microsoft.Extensions.Options;

namespace Nanobot.Services.Scheduler.Webhooks;

/// <summary>Stops the start on impossible options, naming each key.</summary>
internal sealed class WebhookOptionsValidator : IValidateOptions<WebhookOptions>
{
    public ValidateOptionsResult Validate(string? name, WebhookOptions options)
    {
        (bool Holds, string Message)[] rules =
        [
            (options.Parallelism is >= 0 and <= 256, "Scheduler:Webhooks:Parallelism must be between 0 and 256."),
            (options.MostOfTenant is >= 1 and <= 256, "Scheduler:Webhooks:MostOfTenant must be between 1 and 256."),
            (options.MostOfHost is >= 1 and <= 256, "Scheduler:Webhooks:MostOfHost must be between 1 and 256."),
            (options.Poll >= TimeSpan.FromMilliseconds(50) && options.Poll <= TimeSpan.FromSeconds(60), "Scheduler:Webhooks:Poll must be between 50 milliseconds and 60 seconds."),
            (options.Timeout >= TimeSpan.FromSeconds(1) && options.Timeout <= TimeSpan.FromSeconds(60), "Scheduler:Webhooks:Timeout must be between 1 second and 60 seconds."),
            (options.Lease >= 2 * options.Timeout && options.Lease <= TimeSpan.FromMinutes(10), "Scheduler:Webhooks:Lease must be at least twice Scheduler:Webhooks:Timeout, and 10 minutes at most."),
        ];
        var failures = rules.Where(static rule => !rule.Holds).Select(static rule => rule.Message).ToList();
        return failures.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(failures);
    }
}
