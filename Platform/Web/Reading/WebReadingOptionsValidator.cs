using Microsoft.Extensions.Options;

namespace Nanobot.Platform.Web.Reading;

/// <summary>Names every impossible value of section <c>Web:Reading</c> at once.</summary>
internal sealed class WebReadingOptionsValidator : IValidateOptions<WebReadingOptions>
{
    private const int MiB = 1024 * 1024;

    public ValidateOptionsResult Validate(string? name, WebReadingOptions options)
    {
        (bool Holds, string Message)[] rules =
        [
            (options.Timeout >= TimeSpan.FromSeconds(1) && options.Timeout <= TimeSpan.FromMinutes(5), "Web:Reading:Timeout must be from 00:00:01 to 00:05:00."),
            (options.Silence >= TimeSpan.FromMilliseconds(100) && options.Silence <= TimeSpan.FromMinutes(1), "Web:Reading:Silence must be from 00:00:00.1 to 00:01:00."),
            (options.ReceivedBytes is >= 1024 and <= 16 * MiB, "Web:Reading:ReceivedBytes must be from 1024 to 16777216."),
            (options.DecompressedBytes is >= 1024 and <= 32 * MiB, "Web:Reading:DecompressedBytes must be from 1024 to 33554432."),
        ];
        var errors = rules.Where(static rule => !rule.Holds).Select(static rule => rule.Message).ToList();
        return errors.Count > 0 ? ValidateOptionsResult.Fail(errors) : ValidateOptionsResult.Success;
    }
}
