using Microsoft.Extensions.Options;

namespace Nanobot.Services.Reports.Sharing;

/// <summary>Stops the start on an impossible value, naming the key.</summary>
internal sealed class ShareOptionsValidator : IValidateOptions<ShareOptions>
{
    public ValidateOptionsResult Validate(string? name, ShareOptions options) =>
        options.PublicUrl is not { } url || (url is { IsAbsoluteUri: true, Query: "", Fragment: "", UserInfo: "" } && (url.Scheme == Uri.UriSchemeHttps || url.Scheme == Uri.UriSchemeHttp))
            ? ValidateOptionsResult.Success
            : ValidateOptionsResult.Fail("Reports:Links:PublicUrl must be the address of the gateway, such as https://nanobot.example, without a query");
}
