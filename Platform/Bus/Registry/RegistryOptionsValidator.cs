using Microsoft.Extensions.Options;

namespace Nanobot.Platform.Bus.Registry;

/// <summary>Stops the start on an impossible value, naming the key.</summary>
internal sealed class RegistryOptionsValidator : IValidateOptions<RegistryOptions>
{
    private static readonly TimeSpan LongestLease = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan ShortestLook = TimeSpan.FromMilliseconds(20);
    private static readonly TimeSpan LongestLook = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan LongestDrain = TimeSpan.FromSeconds(10);

    public ValidateOptionsResult Validate(string? name, RegistryOptions options)
    {
        var failures = new List<string>();
        Check(options.Lease >= TimeSpan.FromSeconds(1) && options.Lease <= LongestLease, "Registry:Lease must be from 00:00:01 to 00:05:00.");
        Check(options.LookEvery >= ShortestLook && options.LookEvery <= LongestLook, "Registry:LookEvery must be from 00:00:00.020 to 00:00:05.");
        Check(options.DrainTimeout >= TimeSpan.Zero && options.DrainTimeout <= LongestDrain, "Registry:DrainTimeout must be from 00:00:00 to 00:00:10.");
        Check(options.Address is null || InstanceAddress.TryRead(options.Address) is not null, "Registry:Address must be an absolute URL of a server, such as http://10.0.3.7:8080.");
        for (var i = 0; i < options.AllowedHosts.Count; i++)
        {
            Check(HostRule.TryRead(options.AllowedHosts[i]) is not null, $"Registry:AllowedHosts:{i} must be loopback, private, a network (10.0.0.0/8), a host's name or *.suffix.");
        }

        return failures.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(failures);

        void Check(bool holds, string failure)
        {
            if (!holds)
            {
                failures.Add(failure);
            }
        }
    }
}
