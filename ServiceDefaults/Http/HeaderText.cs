using System.Text;

namespace Nanobot.ServiceDefaults.Http;

/// <summary>
/// How the octets of header values are read and written, on every hop alike: as UTF-8. Octets that are none are passed on as the
/// replacement character: a header of which nothing is read must not cost its request, and those that are read take ASCII only.
/// </summary>
public static class HeaderText
{
    /// <summary>The encoding of every header.</summary>
    public static Encoding Encoding { get; } = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: false);
}
