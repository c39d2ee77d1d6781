using Microsoft.Extensions.Options;

namespace Nanobot.Platform.Objects.Hosting;

/// <summary>Stops the start on impossible options, naming each key.</summary>
internal sealed class ObjectsOptionsValidator : IValidateOptions<ObjectsOptions>
{
    public ValidateOptionsResult Validate(string? name, ObjectsOptions options)
    {
        (bool Holds, string Message)[] rules =
        [
            (options.Kind is ObjectStoreKind.Local, "Objects:Kind must be local."),
            (options.Timeout >= TimeSpan.FromSeconds(1) && options.Timeout <= TimeSpan.FromMinutes(2), "Objects:Timeout must be between 1 second and 2 minutes."),
            (IsDirectory(options.Local.Directory), "Objects:Local:Directory must be an absolute path."),
            (IsDirectory(options.Local.ColdDirectory), "Objects:Local:ColdDirectory must be an absolute path."),
        ];
        var failures = rules.Where(static rule => !rule.Holds).Select(static rule => rule.Message).ToList();
        return failures.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(failures);
    }

    // A relative one would depend on where the process was started.
    private static bool IsDirectory(string? path) => path is null || Path.IsPathFullyQualified(path);
}
