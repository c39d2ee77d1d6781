using System.Security.Cryptography;
using System.Text;
using Nanobot.Contracts.Reports;
using Nanobot.Services.Reports.Persistence;

namespace Nanobot.Services.Reports.Tests.Persistence;

/// <summary>Fingerprints lie in rows: whatever the API calls its members, the same request must keep the fingerprint that it had.</summary>
public sealed class RequestFingerprintTests
{
    [Fact]
    public void A_stored_fingerprint_is_that_of_this_text() => Assert.Equal(
        Hash("""{"report_type":"custom","custom_prompt":"芯片 & <AI>","focus_areas":["AI","芯片"]}"""),
        RequestFingerprint.Of(new ReportRequest("custom", "芯片 & <AI>", ["AI", "芯片"])));

    [Fact]
    public void What_a_request_leaves_out_has_its_place_in_the_fingerprint() => Assert.Equal(
        Hash("""{"report_type":"daily","custom_prompt":null,"focus_areas":[]}"""),
        RequestFingerprint.Of(new ReportRequest("daily")));

    private static string Hash(string text) => Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
}
