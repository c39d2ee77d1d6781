using Microsoft.Extensions.Options;

namespace Nanobot.Platform.Webhooks;

/// <summary>Stops the start on impossible options, naming each key.</summary>
public sealed class WebhookOptionsValidator(WebhookSection section) : IValidateOptions<WebhookOptions>
{
    /// <inheritdoc />
    public ValidateOptionsResult Validate(string? name, WebhookOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        var at = section.Name;
        (bool Holds, string Message)[] rules =
        [
            (options.Parallelism is >= 0 and <= 256, $"{at}:Parallelism must be between 0 and 256."),
            (options.MostOfTenant is >= 1 and <= 256, $"{at}:MostOfTenant must be between 1 and 256."),
            (options.MostOfHost is >= 1 and <= 256, $"{at}:MostOfHost must be between 1 and 256."),
            (options.Poll >= TimeSpan.FromMilliseconds(50) && options.Poll <= TimeSpan.FromSeconds(60), $"{at}:Poll must be between 50 milliseconds and 60 seconds."),
            (options.Timeout >= TimeSpan.FromSeconds(1) && options.Timeout <= TimeSpan.FromSeconds(60), $"{at}:Timeout must be between 1 second and 60 seconds."),
            (options.Lease >= 2 * options.Timeout && options.Lease <= TimeSpan.FromMinutes(10), $"{at}:Lease must be at least twice {at}:Timeout, and 10 minutes at most."),
        ];
        var failures = rules.Where(static rule => !rule.Holds).Select(static rule => rule.Message).ToList();
        return failures.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(failures);
    }
}
