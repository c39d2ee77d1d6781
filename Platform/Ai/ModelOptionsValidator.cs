using Microsoft.Extensions.Options;
using Nanobot.Contracts.Models;

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

        if (!IsAddress(options.Endpoint))
        {
            errors.Add("Ai:Endpoint is not an absolute http or https URL.");
        }

        Check(options, errors);
        foreach (var model in options.Models.Select(static model => model.Model).Prepend(options.Model).Where(OwnModelId.IsOne))
        {
            errors.Add($"Ai:Model or Ai:Models names {model}: names that begin with {OwnModelId.TenantPrefix} or {OwnModelId.UserPrefix} are those of models that tenants and users have brought.");
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

    private static void Check(ModelOptions options, List<string> errors)
    {
        if (options.Models.Count > 0 && options.IsOffline)
        {
            errors.Add("Ai:Models without Ai:Endpoint: further models stand beside a first one.");
        }

        var names = new HashSet<string?>(StringComparer.Ordinal) { options.Model };
        for (var i = 0; i < options.Models.Count; i++)
        {
            var (model, key) = (options.Models[i], $"Ai:Models:{i}");
            if (string.IsNullOrWhiteSpace(model.Model))
            {
                errors.Add($"{key}:Model missing.");
            }
            else if (!names.Add(model.Model))
            {
                errors.Add($"{key}:Model names a model that is there already.");
            }

            if (!IsAddress(model.Endpoint))
            {
                errors.Add($"{key}:Endpoint is not an absolute http or https URL.");
            }
            else if (!string.IsNullOrWhiteSpace(model.Endpoint) && model.Endpoint != options.Endpoint && string.IsNullOrWhiteSpace(model.ApiKey))
            {
                errors.Add($"{key}:ApiKey missing: the key of Ai:ApiKey is for Ai:Endpoint alone.");
            }
        }
    }

    // What is not there has its default.
    private static bool IsAddress(string? text) =>
        string.IsNullOrWhiteSpace(text) || (Uri.TryCreate(text, UriKind.Absolute, out var address) && address.Scheme is "http" or "https");
}
