using System.Text;
using Nanobot.Platform.Webhooks;

namespace Nanobot.Services.Reports.Tests.Inboxes;

public sealed class WebhookProofTests
{
    // The example of Standard Webhooks' own libraries.
    private const string Secret = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
    private const string Body = """{"test": 2432232314}""";
    private const string Signature = "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=";

    [Theory]
    [InlineData("msg_p5jXN8AQM9LWM0D4loKWxJek", "1614265330", Signature, true)]
    [InlineData("msg_p5jXN8AQM9LWM0D4loKWxJek", "1614265330", "v1,AAAA v1a,x " + Signature, true)]
    [InlineData("msg_p5jXN8AQM9LWM0D4loKWxJek", "1614265331", Signature, false)]
    [InlineData("msg_another", "1614265330", Signature, false)]
    [InlineData("msg_p5jXN8AQM9LWM0D4loKWxJek", "01614265330", Signature, false)]
    [InlineData("msg_p5jXN8AQM9LWM0D4loKWxJek", "99999999999999999999", Signature, false)]
    [InlineData("msg_p5jXN8AQM9LWM0D4loKWxJek", "1614265330", "v1,", false)]
    [InlineData("msg_p5jXN8AQM9LWM0D4loKWxJek", "1614265330", null, false)]
    [InlineData(null, "1614265330", Signature, false)]
    public void A_proof_is_whole_and_of_this_body_time_and_id(string? id, string? timestamp, string? signatures, bool proves) =>
        Assert.Equal(proves, new WebhookProof(id, timestamp, signatures).Proves(Encoding.UTF8.GetBytes(Body), WebhookKey.OctetsOf(Secret)));

    [Fact]
    public void Another_body_is_not_proved() =>
        Assert.False(new WebhookProof("msg_p5jXN8AQM9LWM0D4loKWxJek", "1614265330", Signature).Proves(Encoding.UTF8.GetBytes(Body + " "), WebhookKey.OctetsOf(Secret)));
}
