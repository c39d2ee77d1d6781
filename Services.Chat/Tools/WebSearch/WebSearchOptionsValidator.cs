using Microsoft.Extensions.Options;

namespace Nanobot.Services.Chat.Tools.WebSearch;

/// <summary>Names every impossible value of section <c>Web:Search</c> at once, and never the key.</summary>
internal sealed class WebSearchOptionsValidator : IValidateOptions<WebSearchOptions>
{
    public ValidateOptionsResult Validate(string? name, WebSearchOptions options)
    {
        var provider = SearchProvider.Find(options.Provider);
        (bool Holds, string Message)[] rules =
        [
            (!options.IsSet || provider is not null, $"Web:Search:Provider must be one of: {string.Join(", ", SearchProvider.All.Select(static one => one.Name))}."),
            (string.IsNullOrEmpty(options.Endpoint) || IsWeb(options.Endpoint), "Web:Search:Endpoint must be an absolute http or https URL without user, query and fragment."),
            (provider is null || provider.Endpoint is not null || !string.IsNullOrEmpty(options.Endpoint), $"Web:Search:Endpoint is needed with Web:Search:Provider {provider?.Name}."),
            (provider is not { NeedsKey: true } || !string.IsNullOrWhiteSpace(options.ApiKey), $"Web:Search:ApiKey is needed with Web:Search:Provider {provider?.Name}."),
            (options.Timeout >= TimeSpan.FromSeconds(1) && options.Timeout <= TimeSpan.FromMinutes(1), "Web:Search:Timeout must be from 00:00:01 to 00:01:00."),
        ];
        var errors = rules.Where(static rule => !rule.Holds).Select(static rule => rule.Message).ToList();
        return errors.Count > 0 ? ValidateOptionsResult.Fail(errors) : ValidateOptionsResult.Success;
    }

    private static bool IsWeb(string text) => Uri.TryCreate(text, UriKind.Absolute, out var address)
        && (address.Scheme == Uri.UriSchemeHttp || address.Scheme == Uri.UriSchemeHttps) && address.UserInfo.Length == 0 && address.Query.Length == 0 && address.Fragment.Length == 0;
}
