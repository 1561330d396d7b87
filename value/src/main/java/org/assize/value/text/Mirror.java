package org.assize.value.text;

import java.util.ArrayList;
import java.util.List;
import org.assize.value.domain.Segment;
import org.assize.value.domain.Segment.Fixed;
import org.assize.value.domain.Segment.Hole;
import org.assize.value.domain.Segment.Repeat;
import org.assize.value.domain.StringShape;

/** Shapes read from right to left. */
final class Mirror {
  private Mirror() {}

  static StringShape of(StringShape shape) {
    List<Segment> out = new ArrayList<>();
    for (Segment segment : shape.segments().reversed()) {
      out.add(
          switch (segment) {
            case Fixed fixed -> new Fixed(new StringBuilder(fixed.value()).reverse().toString());
            case Hole hole -> hole;
            case Repeat repeat ->
                new Repeat(repeat.alternatives().stream().map(Mirror::of).toList());
          });
    }
    return new StringShape(out);
  }
}
