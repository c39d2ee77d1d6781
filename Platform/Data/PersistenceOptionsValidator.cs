using Microsoft.Extensions.Options;

namespace Nanobot.Platform.Data;

/// <summary>Stops the start of a service whose database settings cannot be, naming the key to set.</summary>
internal sealed class PersistenceOptionsValidator : IValidateOptions<PersistenceOptions>
{
    public ValidateOptionsResult Validate(string? name, PersistenceOptions options) => options switch
    {
        { MaximumPoolSize: < 2 or > 200 } => ValidateOptionsResult.Fail("Persistence:MaximumPoolSize must be between 2 and 200."),
        _ => ValidateOptionsResult.Success,
    };
}
