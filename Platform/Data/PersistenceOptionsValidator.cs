using Microsoft.Extensions.Options;

namespace Nanobot.Platform.Data;

/// <summary>Stops the start of a service whose database settings are missing, naming the key to set.</summary>
internal sealed class PersistenceOptionsValidator : IValidateOptions<PersistenceOptions>
{
    public ValidateOptionsResult Validate(string? name, PersistenceOptions options) => options switch
    {
        { ApplicationPassword.Length: < 16 } =>
            ValidateOptionsResult.Fail("Persistence:ApplicationPassword must have at least 16 characters (Persistence__ApplicationPassword)."),
        { MaximumPoolSize: < 2 or > 200 } => ValidateOptionsResult.Fail("Persistence:MaximumPoolSize must be between 2 and 200."),
        _ => ValidateOptionsResult.Success,
    };
}
