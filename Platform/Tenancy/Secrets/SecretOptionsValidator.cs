using Microsoft.Extensions.Options;

namespace Nanobot.Platform.Tenancy.Secrets;

/// <summary>Names every impossible key by its place, and never what it says.</summary>
internal sealed class SecretOptionsValidator : IValidateOptions<SecretOptions>
{
    private const int Most = 8;

    public ValidateOptionsResult Validate(string? name, SecretOptions options)
    {
        var failures = new List<string>();
        var ids = new HashSet<string>(StringComparer.Ordinal);
        if (options.Keys.Count > Most)
        {
            failures.Add($"Secrets:Keys has {options.Keys.Count} keys; {Most} at most.");
        }

        for (var i = 0; i < options.Keys.Count; i++)
        {
            if (SecretKey.TryRead(options.Keys[i]) is not { } key)
            {
                failures.Add($"Secrets:Keys:{i} must be \"id:text\", the id of 1 to 32 letters, digits, '-', '_' and '.', the text of {SecretKey.ShortestText} characters or more.");
            }
            else if (!ids.Add(key.Id))
            {
                failures.Add($"Secrets:Keys:{i} has the id of another one.");
            }
        }

        return failures.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(failures);
    }
}
