using Microsoft.Extensions.Options;
using Nanobot.Platform.Objects.Blobs;
using Nanobot.Platform.Objects.S3;

namespace Nanobot.Platform.Objects.Hosting;

/// <summary>Stops the start on impossible options, naming each key.</summary>
internal sealed class ObjectsOptionsValidator : IValidateOptions<ObjectsOptions>
{
    public ValidateOptionsResult Validate(string? name, ObjectsOptions options)
    {
        (bool Holds, string Message)[] rules =
        [
            (options.Kind is ObjectStoreKind.Local or ObjectStoreKind.S3 or ObjectStoreKind.Azure, "Objects:Kind must be local, s3 or azure."),
            (options.Timeout >= TimeSpan.FromSeconds(1) && options.Timeout <= TimeSpan.FromMinutes(2), "Objects:Timeout must be between 1 second and 2 minutes."),
            (IsDirectory(options.Local.Directory), "Objects:Local:Directory must be an absolute path."),
            (IsDirectory(options.Local.ColdDirectory), "Objects:Local:ColdDirectory must be an absolute path."),
            .. options.Kind == ObjectStoreKind.S3 ? S3OptionsRules.Of(options.S3) : [],
            .. options.Kind == ObjectStoreKind.Azure ? AzureOptionsRules.Of(options.Azure) : [],
        ];
        var failures = rules.Where(static rule => !rule.Holds).Select(static rule => rule.Message).ToList();
        return failures.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(failures);
    }

    // A relative one would depend on where the process was started.
    private static bool IsDirectory(string? path) => path is null || Path.IsPathFullyQualified(path);
}
