using Microsoft.Extensions.Options;

namespace Nanobot.Services.Tenants.Features.BootstrapOperator;

/// <summary>Stops the start where the operator's key could be guessed.</summary>
internal sealed class BootstrapOptionsValidator : IValidateOptions<BootstrapOptions>
{
    private const int MinimumLength = 22;

    public ValidateOptionsResult Validate(string? name, BootstrapOptions options) => options.OperatorKey is { Length: > 0 and < MinimumLength }
        ? ValidateOptionsResult.Fail($"Bootstrap:OperatorKey must have at least {MinimumLength} characters (Bootstrap__OperatorKey), or be left out.")
        : ValidateOptionsResult.Success;
}
