using Microsoft.Extensions.Options;

namespace Nanobot.Services.Gateway.Browsers;

/// <summary>Stops the start on an impossible value, naming the key.</summary>
internal sealed class BrowserOptionsValidator : IValidateOptions<BrowserOptions>
{
    private const int MostOrigins = 64;

    public ValidateOptionsResult Validate(string? name, BrowserOptions options)
    {
        var failures = options.Origins.Index()
            .Where(static origin => !IsOrigin(origin.Item))
            .Select(static origin => $"Cors:Origins:{origin.Index} is not an exact origin, such as https://app.example.com (no path, no *): {origin.Item}")
            .ToList();
        if (options.Origins.Count > MostOrigins)
        {
            failures.Add($"Cors:Origins has more than {MostOrigins} entries.");
        }

        if (options.MaxAge < TimeSpan.Zero || options.MaxAge > TimeSpan.FromHours(24))
        {
            failures.Add("Cors:MaxAge must be between 0 and 24 hours.");
        }

        return failures.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(failures);
    }

    // As browsers write it, without the slash at its end: it is compared as text.
    private static bool IsOrigin(string? text) => Uri.TryCreate(text, UriKind.Absolute, out var uri)
        && (uri.Scheme == Uri.UriSchemeHttp || uri.Scheme == Uri.UriSchemeHttps) && uri.UserInfo.Length == 0
        && !text.Contains('*', StringComparison.Ordinal) && string.Equals(text, uri.GetLeftPart(UriPartial.Authority), StringComparison.OrdinalIgnoreCase);
}
