using Microsoft.Extensions.Options;

namespace Nanobot.Services.Reports.Delivery;

/// <summary>Stops the start on impossible options, naming each key.</summary>
internal sealed class DeliveryOptionsValidator : IValidateOptions<DeliveryOptions>
{
    public ValidateOptionsResult Validate(string? name, DeliveryOptions options)
    {
        (bool Holds, string Message)[] rules =
        [
            (options.PublicUrl is null || IsPublic(options.PublicUrl), "Delivery:PublicUrl must be an absolute http(s) address without query."),
            (options.PushParallelism is >= 0 and <= 64, "Delivery:PushParallelism must be between 0 and 64."),
            (options.Poll >= TimeSpan.FromMilliseconds(50) && options.Poll <= TimeSpan.FromSeconds(60), "Delivery:Poll must be between 50 milliseconds and 60 seconds."),
            (options.Lease >= TimeSpan.FromSeconds(10) && options.Lease <= TimeSpan.FromMinutes(10), "Delivery:Lease must be between 10 seconds and 10 minutes."),
        ];
        var failures = rules.Where(static rule => !rule.Holds).Select(static rule => rule.Message).ToList();
        return failures.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(failures);
    }

    private static bool IsPublic(string text) => Uri.TryCreate(text, UriKind.Absolute, out var url)
        && (url.Scheme == Uri.UriSchemeHttp || url.Scheme == Uri.UriSchemeHttps) && url is { Query: "", Fragment: "", UserInfo: "" };
}
