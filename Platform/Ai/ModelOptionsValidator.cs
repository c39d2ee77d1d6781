using Microsoft.Extensions.Options;

namespace Nanobot.Platform.Ai;

/// <summary>Names every impossible or missing value of section <c>Ai</c> at once; never shows the key.</summary>
internal sealed class ModelOptionsValidator : IValidateOptions<ModelOptions>
{
    public ValidateOptionsResult Validate(string? name, ModelOptions options)
    {
        var errors = new List<string>();
        (string Key, string? Value)[] needed =
            [("Ai:Endpoint", options.Endpoint), ("Ai:ApiKey", options.ApiKey), ("Ai:Model", options.Model)];
        var missing = needed.Where(setting => string.IsNullOrWhiteSpace(setting.Value)).Select(setting => setting.Key).ToList();
        if (missing.Count is > 0 and < 3)
        {
            errors.Add($"{string.Join(" and ", missing)} missing: set Ai:Endpoint, Ai:ApiKey and Ai:Model, or none of them for the offline model.");
        }

        if (!string.IsNullOrWhiteSpace(options.Endpoint)
            && !(Uri.TryCreate(options.Endpoint, UriKind.Absolute, out var endpoint) && endpoint.Scheme is "http" or "https"))
        {
            errors.Add("Ai:Endpoint is not an absolute http or https URL.");
        }

        if (options.Timeout < TimeSpan.FromSeconds(1) || options.Timeout > TimeSpan.FromMinutes(10))
        {
            errors.Add("Ai:Timeout must be from 00:00:01 to 00:10:00.");
        }

        if (options.MaximumRetries is < 0 or > 5)
        {
            errors.Add("Ai:MaximumRetries must be from 0 to 5.");
        }

        if (options.RetryDelay < TimeSpan.FromMilliseconds(1) || options.RetryDelay > TimeSpan.FromSeconds(10))
        {
            errors.Add("Ai:RetryDelay must be from 00:00:00.001 to 00:00:10.");
        }

        return errors.Count > 0 ? ValidateOptionsResult.Fail(errors) : ValidateOptionsResult.Success;
    }
}
