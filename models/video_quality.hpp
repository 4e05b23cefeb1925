#pragma once

namespace models {

// Video quality Vq, 1 ... 5 (ITU-T G.1070, 06/2018, coefficients of Table B.4 no. 1: H.264, VGA).
// `bit_rate` bit/s and `frame_rate` frames/s as delivered, `loss` of packets 0 ... 1.
double video_quality(double bit_rate, double frame_rate, double loss);

}  // namespace models
