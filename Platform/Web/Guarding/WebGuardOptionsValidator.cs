using Microsoft.Extensions.Options;

namespace Nanobot.Platform.Web.Guarding;

/// <summary>Names every impossible value of section <c>Web</c> at once.</summary>
internal sealed class WebGuardOptionsValidator : IValidateOptions<WebGuardOptions>
{
    private const int Most = 16;

    public ValidateOptionsResult Validate(string? name, WebGuardOptions options)
    {
        (bool Holds, string Message)[] rules =
        [
            (options.AllowedPorts.Count <= Most && options.AllowedPorts.All(static port => port is >= 1 and <= 65_535), $"Web:AllowedPorts must be at most {Most} ports from 1 to 65535."),
            (options.AllowedHosts.Count <= Most && options.AllowedHosts.All(static host => HostAndPort.Parse(host) is not null), $"Web:AllowedHosts must be at most {Most} hosts, each with its port, such as localhost:5010."),
            (options.MaximumRedirects is >= 0 and <= 20, "Web:MaximumRedirects must be from 0 to 20."),
        ];
        var errors = rules.Where(static rule => !rule.Holds).Select(static rule => rule.Message).ToList();
        return errors.Count > 0 ? ValidateOptionsResult.Fail(errors) : ValidateOptionsResult.Success;
    }
}
