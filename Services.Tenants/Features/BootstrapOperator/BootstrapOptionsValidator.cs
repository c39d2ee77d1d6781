using Microsoft.Extensions.Options;
using Nanobot.Services.Tenants.Keys;

namespace Nanobot.Services.Tenants.Features.BootstrapOperator;

/// <summary>Stops the start where the operator's key could be guessed.</summary>
internal sealed class BootstrapOptionsValidator : IValidateOptions<BootstrapOptions>
{
    private const int MinimumLength = 22;

    public ValidateOptionsResult Validate(string? name, BootstrapOptions options) => options.OperatorKey switch
    {
        { Length: > 0 and < MinimumLength } => ValidateOptionsResult.Fail(
            $"Bootstrap:OperatorKey must have at least {MinimumLength} characters (Bootstrap__OperatorKey), or be left out."),
        // The gateway asks for such a text only where it is whole.
        { } key when key.StartsWith(ApiKey.Prefix, StringComparison.Ordinal) => ValidateOptionsResult.Fail(
            $"Bootstrap:OperatorKey must not begin with {ApiKey.Prefix} as issued keys do."),
        _ => ValidateOptionsResult.Success,
    };
}
